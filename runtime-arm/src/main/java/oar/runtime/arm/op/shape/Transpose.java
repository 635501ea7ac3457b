package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code transpose}, {@code transpose2}: dimension i of the output is dimension {@code axis[i]} of the input. No LoD. */
public final class Transpose implements Operation {
  private final Input x;
  private final Output out;
  private final long[] order;

  /** Read an operator. */
  public Transpose(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    order = reader.operator().longsAttribute("axis");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.getAsIs(x);
    int rank = input.shape().rank();
    int[] axes = Arrays.stream(order).mapToInt(axis -> Axes.normalize(planning, "an element of axis", axis, rank))
        .toArray();
    planning.require(axes.length == rank && Arrays.stream(axes).distinct().count() == rank,
        "axis is " + Arrays.toString(order) + "; it must name each of the " + rank + " dimensions of " + input
            + " once");
    View view = input.view().permute(axes);
    return Copies.put(planning, input, view, new Copies.Target(out, Shape.of(view.extents())));
  }

  @Override
  public boolean takesComplexNumbers() {
    return true;
  }
}
