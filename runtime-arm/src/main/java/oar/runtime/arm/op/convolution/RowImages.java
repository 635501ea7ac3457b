package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.plan.Workspace;

/** Images as a product reads them: with as many pixels around them as the filter reaches beyond them. */
interface RowImages {
  /** Return the bytes of a pixel. */
  long pixelBytes();

  /** Return the bytes of a line of pixels. */
  long lineBytes();

  /** Return the bytes of an image. */
  long imageBytes();

  /**
   * Return what the rows under a filter consist of.
   *
   * @param steps of a pixel that a group of channels takes part in
   * @param takesAllChannels whether a group has all channels
   */
  RowDepth depth(int steps, boolean takesAllChannels);

  /**
   * Return the same where the channels of a pixel lie side by side: the pixels under a line of the filter do so as well if it takes
   * all their channels and leaves none of them out.
   */
  default RowDepth depthOfPixels(int steps, boolean takesAllChannels, Window height, Window width) {
    long lineStride = height.dilation() * lineBytes();
    return width.dilation() == 1 && takesAllChannels
        ? new RowDepth(height.size(), lineStride, 1, 0, width.size() * steps)
        : new RowDepth(height.size(), lineStride, width.size(), width.dilation() * pixelBytes(), steps);
  }

  /** Make them, from an input whose elements are known now. */
  void fill(Workspace workspace);

  /** Return the memory of the images. */
  MemorySegment memory();

  /** Return the zero points and scales of the rows of a tile of an image; anything if images are not quantized. */
  MemorySegment rowScales(int image);
}
