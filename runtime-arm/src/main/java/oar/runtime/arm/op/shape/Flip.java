package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code flip}, {@code reverse}: the elements in the opposite order along each dimension of {@code axis}, or the tensors of an array
 * in the opposite order. The output has X's LoD.
 */
public final class Flip implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;

  /** Read an operator. */
  public Flip(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axis");
  }

  @Override
  public Computation plan(Planning planning) {
    if (planning.getAny(x).orElse(null) instanceof ArrayOperand array) {
      planning.require(Arrays.equals(axes, new long[]{0}),
          "axis of an array must be [0], not " + Arrays.toString(axes));
      ArrayOperand reversed = planning.putArray(out);
      return workspace -> reversed.bind(array.elements().reversed());
    }
    Operand input = planning.get(x);
    int rank = input.shape().rank();
    View view = View.of(input.shape().dimensions());
    for (int axis : Arrays.stream(axes).mapToInt(axis -> Axes.normalize(planning, "an element of axis", axis, rank))
        .distinct().toArray()) {
      view = view.pick(axis, view.extent(axis) - 1, -1, view.extent(axis));
    }
    return Copies.put(planning, input, view, new Copies.Target(out, input.shape(), input.levelOfDetail()));
  }
}
