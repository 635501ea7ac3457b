package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.Arithmetic;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.QuantizerCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowQuantizer;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Images whose elements are integers from 0 to 255, each image with a scale and a zero point of its own that span its elements
 * and 0. Around an image is what stands for 0. Channels are filled up to a whole step of a product.
 */
final class QuantizedImages implements RowImages {
  private final Operand images;
  private final Operand integers;
  private final Operand rowScales;
  private final Window height;
  private final Window width;
  private final int elementBytes;
  private final int channels;
  private final long linesPerImage;
  private final long pixelsPerLine;
  private final RowQuantizer quantizer;
  private final Extremes[] extremes;
  private final Extremes[] tracked;
  private final ActivationQuantization[] quantizations;
  private final Workspace.RangeTask extremesTask = this::findExtremes;
  private final Workspace.RangeTask lineTask = this::fillLines;

  /**
   * Plan quantized images.
   *
   * @param images [N, C, H, W], channels last
   */
  QuantizedImages(Planning planning, Operand images, Window height, Window width) {
    this.images = images;
    this.height = height;
    this.width = width;
    Arithmetic arithmetic = PackedColumns.integers(planning.machine());
    Shape shape = images.shape();
    channels = Math.toIntExact(shape.dimension(1));
    int padded = paddedChannels(arithmetic, channels);
    elementBytes = arithmetic.elementBytes();
    linesPerImage = PaddedImages.extent(height);
    pixelsPerLine = PaddedImages.extent(width);
    integers = planning.scratch(DataType.UINT8,
        Shape.of(shape.dimension(0), linesPerImage, pixelsPerLine, (long) padded * elementBytes));
    rowScales = planning.scratch(DataType.UINT8,
        Shape.of(shape.dimension(0), PanelProduct.MOST_ROWS, PanelProduct.ROW_SCALE_BYTES));
    quantizer = RowQuantizer.of(arithmetic, channels, padded, planning.machine());
    extremes = Stream.generate(Extremes::new).limit(shape.dimension(0)).toArray(Extremes[]::new);
    tracked = images.extremes().orElse(new Extremes[0]);
    quantizations = Stream.generate(ActivationQuantization::new).limit(extremes.length)
        .toArray(ActivationQuantization[]::new);
  }

  /** Return the channels of whole steps that hold so many. */
  static int paddedChannels(Arithmetic arithmetic, int channels) {
    return Math.ceilDiv(channels, arithmetic.elementsPerStep()) * arithmetic.elementsPerStep();
  }

  @Override
  public long pixelBytes() {
    return integers.shape().dimension(3);
  }

  @Override
  public long lineBytes() {
    return pixelsPerLine * pixelBytes();
  }

  @Override
  public long imageBytes() {
    return linesPerImage * lineBytes();
  }

  @Override
  public MemorySegment memory() {
    return integers.segment();
  }

  @Override
  public MemorySegment rowScales(int image) {
    long size = rowScales.byteSize() / extremes.length;
    return rowScales.segment().asSlice(image * size, size);
  }

  @Override
  public RowDepth depth(int steps, boolean takesAllChannels) {
    return depthOfPixels(steps, takesAllChannels, height, width);
  }

  @Override
  public void fill(Workspace workspace) {
    for (Extremes image : extremes) {
      image.clear();
    }
    if (tracked.length == 0) {
      workspace.parallel(images.elementCount(), Scratch.CHUNK, extremesTask);
    }
    for (int image = 0; image < extremes.length; image++) {
      if (tracked.length > 0) {
        extremes[image].include(tracked[image]);
      }
      quantizations[image].span(extremes[image].least(), extremes[image].greatest());
      for (int row = 0; row < PanelProduct.MOST_ROWS; row++) {
        long place = ((long) image * PanelProduct.MOST_ROWS + row) * PanelProduct.ROW_SCALE_BYTES;
        rowScales.segment().set(ValueLayout.JAVA_INT_UNALIGNED, place, quantizations[image].zeroPoint());
        rowScales.segment().set(ValueLayout.JAVA_FLOAT_UNALIGNED, place + Integer.BYTES, quantizations[image].scale());
      }
    }
    workspace.parallel(extremes.length * linesPerImage, 1, lineTask);
  }

  private void findExtremes(long from, long to, Scratch scratch) {
    long size = images.elementCount() / extremes.length;
    Extremes found = scratch.object(Extremes.class, Extremes::new);
    for (long at = from; at < to;) {
      long length = Math.min(to - at, size - at % size);
      found.clear();
      found.include(images.segment(), at, length, scratch);
      extremes[(int) (at / size)].include(found);
      at += length;
    }
  }

  private void fillLines(long from, long to, Scratch scratch) {
    for (long line = from; line < to; line++) {
      fillLine((int) (line / linesPerImage), line % linesPerImage, scratch);
    }
  }

  private void fillLine(int image, long line, Scratch scratch) {
    ActivationQuantization quantization = quantizations[image];
    long start = image * imageBytes() + line * lineBytes();
    long y = line - height.padBefore();
    if (y < 0 || y >= height.input()) {
      fillZeros(start, lineBytes(), quantization.zeroPoint());
      return;
    }
    long before = Math.min(width.padBefore(), pixelsPerLine);
    long inside = Math.min(width.input(), pixelsPerLine - before);
    fillZeros(start, before * pixelBytes(), quantization.zeroPoint());
    if (inside > 0) {
      QuantizerCall call = scratch.object(QuantizerCall.class, QuantizerCall::new);
      call.set(quantization);
      call.set(QuantizerCall.Field.FROM, images.segment(),
          (image * (long) height.input() + y) * width.input() * channels * Float.BYTES);
      call.set(QuantizerCall.Field.TO, integers.segment(), start + before * pixelBytes());
      call.set(QuantizerCall.Field.ROWS, inside);
      quantizer.run(call);
    }
    long done = before + inside;
    fillZeros(start + done * pixelBytes(), (pixelsPerLine - done) * pixelBytes(), quantization.zeroPoint());
  }

  private void fillZeros(long offset, long bytes, int zeroPoint) {
    if (elementBytes == Byte.BYTES) {
      Memory.fill(integers.segment(), offset, bytes, (byte) zeroPoint);
      return;
    }
    for (long at = offset; at < offset + bytes; at += Short.BYTES) {
      integers.segment().set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) zeroPoint);
    }
  }
}
