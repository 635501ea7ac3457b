package oar.runtime.arm.op.shape;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code cast}: each element converted as C does, toward zero from floating-point numbers. The output has X's LoD. */
public final class Cast implements Operation {
  private final Input x;
  private final Output out;
  private final DataType type;

  /** Read an operator. */
  public Cast(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    type = DataTypes.of(reader, "out_dtype");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    if (input.type() == type) {
      planning.share(out, input, input.shape(), input.levelOfDetail());
      return Computation.NOTHING;
    }
    Operand output = planning.put(out, type, input.shape(), input.levelOfDetail());
    return workspace -> Elements.convert(Elements.of(input), Elements.of(output), input.elementCount());
  }
}
