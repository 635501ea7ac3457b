package oar.runtime.arm.op;

import java.util.Map;
import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;

/** The numbers that attributes use for element types: those of Paddle's {@code VarType.Type}. */
public final class DataTypes {
  private static final Map<Integer, DataType> TYPES = Map.ofEntries(Map.entry(0, DataType.BOOL),
      Map.entry(1, DataType.INT16), Map.entry(2, DataType.INT32), Map.entry(3, DataType.INT64),
      Map.entry(4, DataType.FLOAT16), Map.entry(5, DataType.FLOAT32), Map.entry(6, DataType.FLOAT64),
      Map.entry(20, DataType.UINT8), Map.entry(21, DataType.INT8), Map.entry(22, DataType.BFLOAT16));

  private DataTypes() {}

  /**
   * Return the type that an attribute names.
   *
   * @throws oar.api.error.InvalidProgramException if it names none
   */
  public static DataType of(OperatorReader reader, String attribute) {
    int number = reader.operator().intAttribute(attribute, -1);
    return Optional.ofNullable(TYPES.get(number))
        .orElseThrow(() -> reader.refuse(attribute + " is " + number + "; it must be one of " + TYPES.keySet()));
  }

  /** Return the type that an attribute names, or another one if it is absent or -1. */
  public static DataType of(OperatorReader reader, String attribute, DataType absent) {
    return reader.operator().intAttribute(attribute, -1) == -1 ? absent : of(reader, attribute);
  }

  /** Tell whether elements of a type are real numbers or truth values. */
  public static boolean isReal(DataType type) {
    return type.isFloatingPoint() || type.isInteger() || type == DataType.BOOL;
  }
}
