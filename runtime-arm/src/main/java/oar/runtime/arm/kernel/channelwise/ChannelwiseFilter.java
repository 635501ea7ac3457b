package oar.runtime.arm.kernel.channelwise;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.channelwise.ChannelwiseCall.Field;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.machine.Machine;

/**
 * Makes an image of another, both [H, W, C] in memory, channel by channel: a depthwise convolution, a maximum pool or an average
 * pool. Any thread may compute any line of the output. Its kernel is made when it is; immutable.
 */
public final class ChannelwiseFilter {
  private final Geometry geometry;
  private final ChannelwiseLine line;
  private final ChannelwiseWeights weights;
  private final Optional<AverageFactors> factors;
  private final Rectifier rectifier;
  private final ChannelwiseKernel kernel;

  private ChannelwiseFilter(Geometry geometry, ChannelwiseLine line, ChannelwiseWeights weights,
      Optional<AverageFactors> factors, Target target) {
    this.geometry = geometry;
    this.line = line;
    this.weights = weights;
    this.factors = factors;
    this.rectifier = target.finish.rectifier;
    kernel = ChannelwiseKernel.of(line, target.machine);
  }

  /**
   * What becomes of the results.
   *
   * @param hasResidual whether something is added that lies as the output does
   * @param rectifier what is applied last
   * @param tracksExtremes whether the least and the greatest of the results are kept, in {@link ChannelwiseCall#extremes}
   */
  public record Finish(boolean hasResidual, Rectifier rectifier, boolean tracksExtremes) {}

  /**
   * What kernels are made for.
   *
   * @param finish what becomes of the results
   * @param machine what they run on
   */
  public record Target(Finish finish, Machine machine) {}

  /** Where output lines' input lines are, each a dilation behind the one before it, and the pixels of an input line. */
  private record Geometry(List<Span> lines, int dilation, int inputWidth) {}

  /**
   * Plan a depthwise convolution.
   *
   * @param height the filter's window along the height
   * @param width the filter's window along the width
   * @param weights the filter, [C, 1, h, w], and the bias
   */
  public static ChannelwiseFilter convolution(Window height, Window width, ChannelwiseWeights weights, Target target) {
    assert weights.taps() == height.size() * width.size();
    ChannelwiseLine line = line(Combination.CONVOLUTION, new Row(Span.of(width), width.dilation(), width.size()),
        weights.channels(), target.finish);
    return new ChannelwiseFilter(new Geometry(Span.of(height), height.dilation(), width.input()), line, weights,
        Optional.empty(), target);
  }

  /** Pixels of an output line, and how filters lie on the input's. */
  private record Row(List<Span> pixels, int dilation, int filterWidth) {}

  private static ChannelwiseLine line(Combination combination, Row row, int channels, Finish finish) {
    return new ChannelwiseLine(combination, row.pixels, row.dilation, row.filterWidth, channels, finish.hasResidual,
        finish.rectifier.kind(), finish.tracksExtremes);
  }

  /** Plan a maximum pool; the maximum of nothing is the least finite number. */
  public static ChannelwiseFilter maximumPool(Bins height, Bins width, int channels, Target target) {
    return pool(Combination.MAXIMUM, PooledPixels.of(height, width),
        ChannelwiseWeights.start(channels, -Float.MAX_VALUE),
        Optional.empty(), target);
  }

  /** Plan an average pool; sums are divided by the counts of the bins. */
  public static ChannelwiseFilter averagePool(Bins height, Bins width, int channels, Target target) {
    return pool(Combination.AVERAGE, PooledPixels.of(height, width), ChannelwiseWeights.start(channels, 0),
        Optional.of(new AverageFactors(height, width)), target);
  }

  private static ChannelwiseFilter pool(Combination combination, PooledPixels pixels, ChannelwiseWeights start,
      Optional<AverageFactors> factors, Target target) {
    ChannelwiseLine line = line(combination, new Row(pixels.pixels(), 1, 0), start.channels(), target.finish);
    return new ChannelwiseFilter(new Geometry(pixels.lines(), 1, pixels.inputWidth()), line, start, factors, target);
  }

  /** Return the number of lines of the output. */
  public int lines() {
    return geometry.lines.size();
  }

  /**
   * One image before and after, all of it native.
   *
   * @param input the image
   * @param inputOffset where it begins, in bytes
   * @param output takes the image
   * @param outputOffset where it begins, in bytes
   * @param residual what is added to the output, laid out as it is; anything if nothing is
   * @param residualOffset where it begins, in bytes
   */
  public record Images(MemorySegment input, long inputOffset, MemorySegment output, long outputOffset,
      MemorySegment residual, long residualOffset) {}

  /**
   * Compute some lines of the output.
   *
   * @param call of this thread
   */
  public void run(Images images, int fromLine, int toLine, ChannelwiseCall call) {
    long inputStride = geometry.inputWidth * line.pixelStride();
    call.setConstants(rectifier.a(), rectifier.b(), rectifier.c());
    call.set(Field.START, weights.memory(), 0);
    call.set(Field.LINE_STRIDE, geometry.dilation * inputStride);
    for (int y = fromLine; y < toLine; y++) {
      Span lines = geometry.lines.get(y);
      long output = y * line.pixels().size() * line.pixelStride();
      call.set(Field.INPUT, images.input, images.inputOffset + lines.first() * inputStride);
      call.set(Field.LINES, lines.taps());
      call.set(Field.TAPS, weights.memory(), weights.offset(lines.firstTap() * line.filterWidth()));
      call.set(Field.OUTPUT, images.output, images.outputOffset + output);
      call.set(Field.RESIDUAL, images.residual, images.residualOffset + output);
      if (factors.isPresent()) {
        call.set(Field.FACTORS, factors.get().memory(), factors.get().offset(y));
      }
      kernel.run(call);
    }
  }
}
