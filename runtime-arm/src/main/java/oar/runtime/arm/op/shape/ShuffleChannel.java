package oar.runtime.arm.op.shape;

import oar.runtime.arm.kernel.Permutation;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code shuffle_channel}: the channels of [N, C, H, W] dealt out anew: output channel {@code j * group + i} is input channel
 * {@code i * (C / group) + j}.
 */
public final class ShuffleChannel implements Operation {
  private final Input x;
  private final Output out;
  private final int group;

  /** Read an operator. */
  public ShuffleChannel(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    group = reader.operator().intAttribute("group", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() >= 2, "input " + input + " must have rank 2 or more");
    Axes.Split split = Axes.Split.at(input.shape(), 1);
    planning.require(group > 0 && split.size() % group == 0,
        "group is " + group + "; it must divide the " + split.size() + " channels of " + input);
    Operand output = planning.put(out, input.type(), input.shape());
    Permutation permutation = new Permutation(new long[]{split.outer(), group, split.size() / group, split.inner()},
        new int[]{0, 2, 1, 3}, input.type().byteSize());
    return workspace -> workspace.parallel(permutation.lines(), 64,
        (from, to, scratch) -> permutation.run(input.segment(), output.segment(), from, to));
  }
}
