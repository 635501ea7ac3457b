package oar.runtime.arm.op.creation;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code empty}: a tensor of which nothing is promised but type and shape. It holds zeros, so that runs can be compared. */
public final class Empty implements Operation {
  private final CreatedShape shape;
  private final Output out;
  private final DataType type;

  /** Read an operator. */
  public Empty(OperatorReader reader) {
    shape = new CreatedShape(reader);
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand output = planning.put(out, type, shape.get(planning));
    return workspace -> output.segment().fill((byte) 0);
  }
}
