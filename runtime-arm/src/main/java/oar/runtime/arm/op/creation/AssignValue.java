package oar.runtime.arm.op.creation;

import oar.api.model.LevelOfDetail;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code assign_value}: the tensor that is in the attributes, of type {@code dtype}. No LoD. */
public final class AssignValue implements Operation {
  private final Tensor value;
  private final Output out;

  /** Read an operator. */
  public AssignValue(OperatorReader reader) {
    value = AssignedValues.read(reader, DataTypes.of(reader, "dtype"));
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    planning.putConstant(out, value, LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
