package oar.runtime.arm.op.spatial;

import oar.api.model.LevelOfDetail;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that deal the channels of images out anew: output channel {@code j * groups + i} is input channel
 * {@code i * (C / groups) + j}. No LoD.
 */
public final class ChannelShuffle implements Operation {
  private final Input x;
  private final Output out;
  private final ChannelOrder order;
  private final String attribute;
  private final int groups;

  private ChannelShuffle(OperatorReader reader, String attribute) {
    x = reader.input("X");
    out = reader.output("Out");
    order = ChannelOrder.of(reader, "HW");
    this.attribute = attribute;
    groups = reader.operator().intAttribute(attribute, 1);
  }

  /** Read a {@code channel_shuffle}, of [N, C, H, W] or [N, H, W, C]. */
  public static Operation ofGroups(OperatorReader reader) {
    return new ChannelShuffle(reader, "groups");
  }

  /** Read a {@code shuffle_channel}, of [N, C, H, W]. */
  public static Operation ofGroup(OperatorReader reader) {
    return new ChannelShuffle(reader, "group");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.getAsIs(x);
    int rank = input.shape().rank();
    planning.require(rank == 4, "input " + input + " must have rank 4");
    int axis = order.channelAxis(rank);
    long channels = input.shape().dimension(axis);
    planning.require(groups > 0 && channels % groups == 0,
        attribute + " is " + groups + "; it must divide the " + channels + " channels of " + input);
    View parts = input.view().split(axis, groups, channels / groups);
    View dealt = axis == 1 ? parts.permute(0, 2, 1, 3, 4) : parts.permute(0, 1, 2, 4, 3);
    if (input.layout() == Layout.PLAIN) {
      return Copies.put(planning, input, dealt, new Copies.Target(out, input.shape()));
    }
    Operand output = planning.put(out, input.type(), input.shape(), LevelOfDetail.NONE, input.layout());
    return Copies.copy(planning, input, dealt, output, output.view().split(axis, channels / groups, groups));
  }
}
