package oar.runtime.arm.op.creation;

import java.lang.foreign.MemorySegment;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code tril_triu}: the matrices of X's last two dimensions with zeros in place of what is not in their lower, or upper, triangle:
 * that on and below, or above, the diagonal, shifted by {@code diagonal} columns to the right. The output has X's LoD.
 */
public final class Triangle implements Operation {
  private final Input x;
  private final Output out;
  private final long diagonal;
  private final boolean isLower;

  /** Read an operator. */
  public Triangle(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    diagonal = reader.operator().intAttribute("diagonal", 0);
    isLower = reader.operator().booleanAttribute("lower", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() >= 2, "input " + input + " must have rank 2 or more");
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    return workspace -> copy(input, output);
  }

  private void copy(Operand input, Operand output) {
    Shape shape = input.shape();
    long columns = shape.dimension(-1);
    long size = input.type().byteSize();
    output.segment().fill((byte) 0);
    for (long row = 0; row < shape.elementCount(0, shape.rank() - 1); row++) {
      long shifted = row % shape.dimension(-2) + diagonal;
      long from = isLower ? 0 : Math.clamp(shifted, 0, columns);
      long to = isLower ? Math.clamp(shifted + 1, 0, columns) : columns;
      long at = (row * columns + from) * size;
      MemorySegment.copy(input.segment(), at, output.segment(), at, (to - from) * size);
    }
  }
}
