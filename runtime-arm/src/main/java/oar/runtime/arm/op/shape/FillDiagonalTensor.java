package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.kernel.movement.StridedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fill_diagonal_tensor}: X with the elements of Y on the diagonal of {@code dim1} and {@code dim2}. Y has X's other
 * dimensions, then that of the diagonal; it may have dimensions of 1 before them. No LoD.
 */
public final class FillDiagonalTensor implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;
  private final DiagonalAxes axes;

  /** Read an operator. */
  public FillDiagonalTensor(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
    axes = DiagonalAxes.of(reader, "dim1", "dim2", 0, 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand values = planning.get(y);
    planning.require(input.type() == values.type(), "inputs " + input + " and " + values + " must be of one type");
    View diagonal = axes.of(planning, input.shape());
    View from = View.of(values.shape().dimensions());
    while (from.rank() > diagonal.rank() && from.extent(0) == 1) {
      from = from.drop(0);
    }
    planning.require(Arrays.equals(from.extents(), diagonal.extents()), "input " + values + " must have shape "
        + Arrays.toString(diagonal.extents()) + ", that of the diagonals of " + input);
    StridedCopy copy = new StridedCopy(from, diagonal, input.type().byteSize());
    Operand output = planning.put(out, input.type(), input.shape());
    return workspace -> {
      output.segment().copyFrom(input.segment());
      copy.run(values.segment(), output.segment());
    };
  }
}
