package oar.runtime.arm.op.creation;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Repetition;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fill_constant}: one number everywhere: that of {@code ValueTensor}, or of {@code str_value}, which is exact where
 * {@code value} is only single precision, or of {@code value}. No LoD.
 */
public final class FillConstant implements Operation {
  private final CreatedShape shape;
  private final Optional<Input> valueTensor;
  private final Output out;
  private final DataType type;
  private final Tensor value;

  /** Read an operator. */
  public FillConstant(OperatorReader reader) {
    shape = new CreatedShape(reader);
    valueTensor = reader.optionalInput("ValueTensor");
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    value = FillValue.read(reader, type.isInteger());
  }

  @Override
  public Computation plan(Planning planning) {
    Operand output = planning.put(out, type, shape.get(planning));
    if (valueTensor.isEmpty()) {
      requireInRange(planning);
      return workspace -> fill(Elements.of(value.type(), value.data()), output);
    }
    Operand single = planning.get(valueTensor.get());
    planning.require(single.elementCount() == 1, "input " + single + " must have one element");
    return workspace -> fill(Elements.of(single), output);
  }

  /** Check the value; anything but 0 is true, though. */
  private void requireInRange(Planning planning) {
    if (type != DataType.BOOL) {
      FillValue.requireInRange(planning, value.doubleAt(0), type);
    }
  }

  private static void fill(Elements single, Operand output) {
    if (output.elementCount() > 0) {
      Elements.convert(single, Elements.of(output), 1);
      Repetition.ofFirst(output.segment(), output.type().byteSize());
    }
  }
}
