package oar.runtime.arm.kernel.channelwise;

import java.util.List;
import oar.runtime.arm.kernel.product.Rectifier;

/**
 * What is known of lines of output pixels before their kernel is made. All lines have the same pixels; how many lines of input
 * pixels they are made of is told with each call.
 *
 * @param combination what becomes of the elements under a window
 * @param pixels where each output pixel's input pixels are in their lines
 * @param dilation pixels from an input pixel to the next of an output pixel
 * @param filterWidth taps of a line of the filter; of convolutions
 * @param channels number of channels, 1 or more
 * @param hasResidual whether there is a residual; it lies as the output does
 * @param rectifier formula of what is applied last
 * @param tracksExtremes whether the least and the greatest of the results are kept
 */
record ChannelwiseLine(Combination combination, List<Span> pixels, int dilation, int filterWidth, int channels,
    boolean hasResidual, Rectifier.Kind rectifier, boolean tracksExtremes) {
  /** Return the bytes from a pixel to the next. */
  long pixelStride() {
    return (long) channels * Float.BYTES;
  }
}
