package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.channelwise.ChannelwiseCall;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/** Computes images channel by channel, line by line. */
public final class ChannelwiseComputation implements Computation {
  /** Shares of fewer elements are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 13;

  private final ChannelwiseFilter filter;
  private final Operand input;
  private final Operand output;
  private final Operand residual;
  private final Extremes[] extremes;
  private final ChannelwiseFilter.Images[] images;
  private final int lines;
  private final long grain;
  private final Workspace.RangeTask lineTask = this::computeLines;

  /**
   * Plan a computation.
   *
   * @param filter what is computed of an image
   * @param input [N, C, H, W], channels last
   * @param output [N, C, H, W], channels last
   * @param residual what is added, if the filter adds something
   * @param extremes take the least and the greatest result of each image, if the filter keeps them
   */
  public ChannelwiseComputation(ChannelwiseFilter filter, Operand input, Operand output, Optional<Operand> residual,
      Optional<Extremes[]> extremes) {
    this.filter = filter;
    this.input = input;
    this.output = output;
    this.residual = residual.orElse(output);
    this.extremes = extremes.orElse(new Extremes[0]);
    images = new ChannelwiseFilter.Images[Math.toIntExact(output.shape().dimension(0))];
    lines = filter.lines();
    grain = Math.max(1, SMALLEST_SHARE * images.length * lines / Math.max(1, output.elementCount()));
  }

  @Override
  public void run(Workspace workspace) {
    for (Extremes image : extremes) {
      image.clear();
    }
    workspace.parallel((long) images.length * lines, grain, lineTask);
  }

  private void computeLines(long from, long to, Scratch scratch) {
    ChannelwiseCall call = scratch.object(ChannelwiseCall.class, ChannelwiseCall::new);
    for (long at = from; at < to;) {
      int image = (int) (at / lines);
      int first = (int) (at % lines);
      int last = (int) Math.min(lines, first + to - at);
      call.extremes().clear();
      filter.run(images(image), first, last, call);
      if (extremes.length > 0) {
        call.extremes().addTo(extremes[image]);
      }
      at += last - first;
    }
  }

  /** Return where an image is before and after: as at the last prediction, unless memory has moved. */
  private ChannelwiseFilter.Images images(int image) {
    ChannelwiseFilter.Images known = images[image];
    MemorySegment from = input.segment();
    MemorySegment to = output.segment();
    if (known == null || known.input() != from || known.output() != to || known.residual() != residual.segment()) {
      long outputOffset = image * output.byteSize() / images.length;
      known = new ChannelwiseFilter.Images(from, image * input.byteSize() / images.length, to, outputOffset,
          residual.segment(), outputOffset);
      images[image] = known;
    }
    return known;
  }
}
