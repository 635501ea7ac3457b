package oar.runtime.arm.op.shape;

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
 * {@code diagonal}: the elements whose place along {@code axis2} is {@code offset} behind that along {@code axis1}; they make up the
 * last dimension of the output. No LoD.
 */
public final class Diagonal implements Operation {
  private final Input input;
  private final Output out;
  private final DiagonalAxes axes;

  /** Read an operator. */
  public Diagonal(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = DiagonalAxes.of(reader, "axis1", "axis2", 0, 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    View diagonal = axes.of(planning, from.shape());
    return Copies.put(planning, from, diagonal, new Copies.Target(out, Shape.of(diagonal.extents())));
  }
}
