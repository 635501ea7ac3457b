package oar.runtime.arm.op.normalization;

import oar.api.model.DataType;
import oar.runtime.arm.kernel.SoftmaxLine;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code softmax}: {@code e^(x - max) / sum of e^(x - max)} along an axis; a scalar gives 1. The output has X's LoD. */
public final class Softmax implements Operation {
  private final Input x;
  private final Output out;
  private final int axis;

  /** Read an operator. */
  public Softmax(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("axis", -1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.FLOAT32, "input " + input + " must be of float32");
    int rank = input.shape().rank();
    Axes.Split split = rank == 0
        ? new Axes.Split(1, 1, 1)
        : Axes.Split.at(input.shape(), Axes.normalize(planning, "axis", axis, rank));
    Operand output = planning.putInPlace(out, input);
    int length = Math.toIntExact(split.size());
    return workspace -> workspace.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      for (long line = from; line < to; line++) {
        long index = line / split.inner() * split.size() * split.inner() + line % split.inner();
        SoftmaxLine.softmax(input.segment(), output.segment(), index, split.inner(), length, scratch);
      }
    });
  }
}
