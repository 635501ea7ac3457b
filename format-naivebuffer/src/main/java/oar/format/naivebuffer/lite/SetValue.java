package oar.format.naivebuffer.lite;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/**
 * Translates the constants of {@code set_value}. Paddle stores them as scalars since version 2.5; the runtime reads a list of
 * the type that attribute {@code dtype} names, as Paddle stored them before.
 */
final class SetValue {
  static final String VALUES = "values";
  private static final int BOOL = 0;
  private static final int INT32 = 2;
  private static final int INT64 = 3;
  private static final int FLOAT32 = 5;
  private static final int FLOAT64 = 6;

  private SetValue() {}

  static void translate(Operator operator, List<Attribute.Scalar> values, Operator.Builder builder,
      List<String> problems) {
    builder.withoutAttribute(VALUES);
    if (values.isEmpty()) {
      return;
    }
    int type = operator.intAttribute("dtype", FLOAT32);
    switch (type) {
      case BOOL -> builder.attribute("bool_values", new Attribute.Ints(integers(values)));
      case INT32 -> builder.attribute("int32_values", new Attribute.Ints(integers(values)));
      case INT64 -> builder.attribute("int64_values",
          new Attribute.Longs(values.stream().map(value -> number(value).longValue()).toList()));
      case FLOAT32 -> builder.attribute("fp32_values",
          new Attribute.Floats(values.stream().map(value -> number(value).floatValue()).toList()));
      case FLOAT64 -> builder.attribute("fp64_values",
          new Attribute.Doubles(values.stream().map(value -> number(value).doubleValue()).toList()));
      default -> problems.add("operator " + operator + ": attribute dtype is " + type
          + "; the runtime sets elements of bool (0), int32 (2), int64 (3), float32 (5) and float64 (6)");
    }
  }

  private static List<Integer> integers(List<Attribute.Scalar> values) {
    return values.stream().map(value -> number(value).intValue()).toList();
  }

  private static Number number(Attribute.Scalar scalar) {
    return switch (scalar) {
      case Attribute.Scalar.Bool(boolean value) -> value ? 1 : 0;
      case Attribute.Scalar.Int64(long value) -> value;
      case Attribute.Scalar.Float64(double value) -> value;
      case Attribute.Scalar.Complex128(double real, double _) -> real;
    };
  }
}
