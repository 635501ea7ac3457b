package oar.runtime.arm.op.creation;

import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that give one number everywhere, in the shape of X and of type {@code dtype}, or else X's. The output has X's LoD.
 */
public final class FillLike implements Operation {
  private final Input x;
  private final Output out;
  private final Optional<DataType> type;
  private final float value;

  private FillLike(OperatorReader reader, float value) {
    x = reader.input("X");
    out = reader.output("Out");
    type = reader.operator().intAttribute("dtype", -1) == -1
        ? Optional.empty()
        : Optional.of(DataTypes.of(reader, "dtype"));
    this.value = value;
  }

  /** Read a {@code fill_any_like}: the number is {@code value}. */
  public static Operation any(OperatorReader reader) {
    return new FillLike(reader, reader.operator().floatAttribute("value", 0));
  }

  /** Read a {@code fill_zeros_like}. */
  public static Operation zeros(OperatorReader reader) {
    return new FillLike(reader, 0);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    DataType filled = type.orElse(input.type());
    FillValue.requireInRange(planning, value, filled);
    Operand output = planning.put(out, filled, input.shape(), input.levelOfDetail());
    return workspace -> Copies.fill(output, value);
  }
}
