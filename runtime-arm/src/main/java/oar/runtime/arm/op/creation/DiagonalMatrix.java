package oar.runtime.arm.op.creation;

import oar.api.model.Shape;
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
 * {@code diag_v2}: the square matrix that has a vector on its diagonal, {@code offset} columns from the main one, and
 * {@code padding_value} elsewhere; or the diagonal of a matrix. No LoD.
 */
public final class DiagonalMatrix implements Operation {
  private final Input x;
  private final Output out;
  private final long offset;
  private final float padding;

  /** Read an operator. */
  public DiagonalMatrix(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    offset = reader.operator().intAttribute("offset", 0);
    padding = reader.operator().floatAttribute("padding_value", 0);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() <= 2, "input " + input + " must have rank 2 or less");
    if (input.shape().rank() == 2) {
      View diagonal = View.of(input.shape().dimensions()).diagonal(0, 1, offset);
      return Copies.put(planning, input, diagonal, new Copies.Target(out, Shape.of(diagonal.extents())));
    }
    long length = input.elementCount();
    long size = Math.addExact(length, Math.abs(offset));
    Operand output = planning.put(out, input.type(), Shape.of(size, size));
    Computation copy = Copies.copy(planning, input, View.of(length), output,
        View.of(size, size).diagonal(0, 1, offset));
    return workspace -> {
      Copies.fill(output, padding);
      copy.run(workspace);
    };
  }
}
