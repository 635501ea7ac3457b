package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Images with zeros around them as far as a filter reaches, so that it need not look where it is. Images that the filter does not
 * reach beyond are used as they are.
 */
final class PaddedImages implements RowImages {
  private final Operand images;
  private final Operand padded;
  private final Layout layout;
  private final Window height;
  private final Window width;
  private final Computation filling;

  /**
   * Plan padded images.
   *
   * @param images [N, C, H, W], in a layout
   * @param height window along the height
   * @param width window along the width
   */
  PaddedImages(Planning planning, Operand images, Layout layout, Window height, Window width) {
    this.images = images;
    this.layout = layout;
    this.height = height;
    this.width = width;
    Shape shape = images.shape();
    padded = fits(height) && fits(width)
        ? images
        : planning.scratch(DataType.FLOAT32,
            Shape.of(shape.dimension(0), shape.dimension(1), extent(height), extent(width)));
    filling = filling();
  }

  private static boolean fits(Window window) {
    return window.padBefore() == 0 && extent(window) <= window.input();
  }

  /** Return the elements that the window reaches over. */
  static long extent(Window window) {
    return (long) (window.output() - 1) * window.stride() + (long) (window.size() - 1) * window.dilation() + 1;
  }

  /** Return the number of channels that lie in planes of their own, 1 if all those of a pixel lie side by side. */
  private long planesPerImage() {
    return layout == Layout.CHANNELS_LAST ? 1 : images.shape().dimension(1);
  }

  @Override
  public long pixelBytes() {
    return images.shape().dimension(1) / planesPerImage() * Float.BYTES;
  }

  @Override
  public long lineBytes() {
    return padded.shape().dimension(3) * pixelBytes();
  }

  /** Return the bytes of a plane, which holds all or one of the channels. */
  long planeBytes() {
    return padded.shape().dimension(2) * lineBytes();
  }

  @Override
  public long imageBytes() {
    return planesPerImage() * planeBytes();
  }

  @Override
  public MemorySegment memory() {
    return padded.segment();
  }

  @Override
  public MemorySegment rowScales(int image) {
    return padded.segment();
  }

  @Override
  public RowDepth depth(int channels, boolean takesAllChannels) {
    long lineStride = height.dilation() * lineBytes();
    if (layout == Layout.PLAIN) {
      return new RowDepth(channels, planeBytes(), height.size(), lineStride, width.size());
    }
    return depthOfPixels(channels, takesAllChannels, height, width);
  }

  @Override
  public void fill(Workspace workspace) {
    filling.run(workspace);
  }

  /** Return what copies the images if there is something around them. */
  private Computation filling() {
    if (padded == images) {
      return Computation.NOTHING;
    }
    long lines = padded.shape().dimension(2);
    return Computation.parallel(padded.shape().dimension(0) * planesPerImage() * lines, 1, (from, to, scratch) -> {
      for (long line = from; line < to; line++) {
        fillLine(line / lines, line % lines);
      }
    });
  }

  private void fillLine(long plane, long line) {
    long start = plane * planeBytes() + line * lineBytes();
    long y = line - height.padBefore();
    if (y < 0 || y >= height.input()) {
      Memory.fill(padded.segment(), start, lineBytes(), (byte) 0);
      return;
    }
    long before = Math.min(width.padBefore() * pixelBytes(), lineBytes());
    long inside = Math.min(width.input() * pixelBytes(), lineBytes() - before);
    Memory.fill(padded.segment(), start, before, (byte) 0);
    MemorySegment.copy(images.segment(), (plane * height.input() + y) * width.input() * pixelBytes(),
        padded.segment(), start + before, inside);
    Memory.fill(padded.segment(), start + before + inside, lineBytes() - before - inside, (byte) 0);
  }
}
