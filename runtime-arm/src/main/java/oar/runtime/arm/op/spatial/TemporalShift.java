package oar.runtime.arm.op.spatial;

import java.util.List;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code temporal_shift}: in videos of {@code seg_num} frames each, [N * T, C, H, W] or [N * T, H, W, C], the first
 * {@code shift_ratio} of the channels come from the frame before, as many next ones from the frame behind, and the others stay;
 * 0 where there is no such frame. The output has X's LoD.
 */
public final class TemporalShift implements Operation {
  private final Input x;
  private final Output out;
  private final ChannelOrder order;
  private final int frames;
  private final float ratio;

  /** Read an operator. */
  public TemporalShift(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    order = ChannelOrder.of(reader, "HW");
    frames = reader.operator().intAttribute("seg_num", 0);
    ratio = reader.operator().floatAttribute("shift_ratio", 0.25f);
    if (frames <= 0) {
      throw reader.refuse("seg_num is " + frames + "; it must be 1 or more");
    }
    if (!(ratio > 0 && ratio < 0.5f)) {
      throw reader.refuse("shift_ratio is " + ratio + "; it must be more than 0 and less than 0.5");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() == 4, "input " + input + " must have rank 4");
    long images = input.shape().dimension(0);
    planning.require(images % frames == 0,
        "seg_num is " + frames + "; it must divide the " + images + " images of " + input);
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    View videos = View.of(input.shape().dimensions()).split(0, images / frames, frames);
    int axis = 1 + order.channelAxis(4);
    long channels = videos.extent(axis);
    long fromBefore = (long) (channels * ratio);
    long shifted = (long) (channels * 2 * ratio);
    View before = videos.pick(axis, 0, 1, fromBefore);
    View behind = videos.pick(axis, fromBefore, 1, shifted - fromBefore);
    View still = videos.pick(axis, shifted, 1, channels - shifted);
    Computation copies = Copies.all(List.of(
        Copies.copy(planning, input, before.pick(1, 0, 1, frames - 1), output, before.pick(1, 1, 1, frames - 1)),
        Copies.copy(planning, input, behind.pick(1, 1, 1, frames - 1), output, behind.pick(1, 0, 1, frames - 1)),
        Copies.copy(planning, input, still, output, still)));
    return workspace -> {
      Copies.fill(output, 0);
      copies.run(workspace);
    };
  }
}
