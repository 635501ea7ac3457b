package oar.runtime.arm.op.creation;

import java.math.BigDecimal;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Planning;

/**
 * The number that an operator carries in its attributes: that of {@code str_value}, if it is not empty, or of {@code value}, which
 * is only single precision.
 */
final class FillValue {
  private static final double LARGEST_HALF = 65504;

  private FillValue() {}

  /**
   * Read the number as a scalar of FLOAT64, or of INT64 where its text is read exactly.
   *
   * @param integral whether a text is to be read exactly, without its fraction
   * @throws oar.api.error.InvalidProgramException if the text is no number
   */
  static Tensor read(OperatorReader reader, boolean integral) {
    String text = reader.operator().textAttribute("str_value", "");
    if (text.isEmpty()) {
      return Tensor.of(Shape.SCALAR, (double) reader.operator().floatAttribute("value", 0));
    }
    try {
      return integral
          ? Tensor.of(Shape.SCALAR, new BigDecimal(text).longValue())
          : Tensor.of(Shape.SCALAR, Double.parseDouble(javaSpelling(text)));
    } catch (NumberFormatException e) {
      throw reader.refuse("str_value is '" + text + "'; it must be " + (integral ? "a finite number" : "a number"));
    }
  }

  /**
   * Check that a number, fractions aside, is in the range of a type.
   *
   * @throws oar.api.error.InvalidProgramException if it is not
   */
  static void requireInRange(Planning planning, double number, DataType type) {
    double half = Math.scalb(1.0, Byte.SIZE * type.byteSize() - 1);
    boolean isInRange = switch (type) {
      case BOOL -> 0 <= number && number <= 1;
      case UINT8, SIZE_T -> 0 <= number && number < 2 * half;
      case INT8, INT16, INT32, INT64 -> -half <= number && number < half;
      case FLOAT16 -> !Double.isFinite(number) || Math.abs(number) <= LARGEST_HALF;
      case BFLOAT16, FLOAT32, FLOAT64 -> true;
      case COMPLEX64, COMPLEX128 -> false;
    };
    planning.require(isInRange, "the value is " + number + ", which " + type + " does not hold");
  }

  private static String javaSpelling(String number) {
    return switch (number) {
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      case "nan" -> "NaN";
      default -> number;
    };
  }
}
