package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Makes constants of what the runtime reads: it knows no value as a text, and makes no booleans. */
final class Constants implements Detour {
  private static final String TEXT = "str_value";
  private static final String DOUBLES = "fp64_values";
  /** Beyond this FLOAT32 does not hold every integer. */
  private static final long MOST_EXACT = 1L << 24;

  @Override
  public boolean take(Operator operator, Site site) {
    return switch (operator.type()) {
      case "fill_constant", "fill_constant_batch_size_like" ->
        !operator.textAttribute(TEXT, "").isEmpty() && fill(operator, site);
      case "set_value" -> site.type(operator.output("Out").orElseThrow()) == DataType.FLOAT32
          && operator.attribute(DOUBLES).isPresent() && setSingles(operator, site);
      case "assign_value" -> site.type(operator.output("Out").orElseThrow()) == DataType.BOOL
          && ofBooleans(operator, site);
      case "sequence_mask" -> site.type(operator.output("Y").orElseThrow()) == DataType.BOOL
          && maskOfBooleans(operator, site);
      default -> false;
    };
  }

  private static boolean fill(Operator operator, Site site) {
    String text = operator.textAttribute(TEXT, "");
    String output = operator.output("Out").orElseThrow();
    Shape shape = site.shape(output).orElse(Shape.SCALAR);
    if (site.type(output) == DataType.INT64 && text.matches("-?[0-9]{1,18}")
        && Math.abs(Long.parseLong(text)) > MOST_EXACT && shape.isKnown()) {
      // The kernel takes every value by way of FLOAT32.
      List<Long> values = LongStream.generate(() -> Long.parseLong(text)).limit(shape.elementCount()).boxed().toList();
      site.add(Operator.builder("assign_value").output("Out", output)
          .attribute("dtype", Steps.number(DataType.INT64)).attribute("shape", Steps.dimensions(shape))
          .attribute("int64_values", new Attribute.Longs(values)).build());
      return true;
    }
    float value = switch (text) {
      case "inf" -> Float.POSITIVE_INFINITY;
      case "-inf" -> Float.NEGATIVE_INFINITY;
      case "nan" -> Float.NaN;
      default -> Float.parseFloat(text);
    };
    if (value == operator.floatAttribute("value", 0)) {
      return false;
    }
    site.add(operator.toBuilder().attribute("value", value).build());
    return true;
  }

  private static boolean setSingles(Operator operator, Site site) {
    List<Float> values = new ArrayList<>();
    for (float value : operator.floatsAttribute(DOUBLES)) {
      values.add(value);
    }
    if (values.isEmpty()) {
      return false;
    }
    site.add(operator.toBuilder().withoutAttribute(DOUBLES).attribute("fp32_values", new Attribute.Floats(values))
        .attribute("dtype", Steps.number(DataType.FLOAT32)).build());
    return true;
  }

  private static boolean ofBooleans(Operator operator, Site site) {
    String output = operator.output("Out").orElseThrow();
    String integers = site.variable(output, DataType.INT32, site.shape(output).orElse(Shape.of(1)));
    Operator.Builder builder = operator.toBuilder().output("Out", integers)
        .attribute("dtype", Steps.number(DataType.INT32)).withoutAttribute("bool_values");
    operator.attribute("bool_values").ifPresent(values -> builder.attribute("int32_values", values));
    site.add(builder.build());
    site.add(Steps.cast(integers, DataType.INT32, output, DataType.BOOL));
    return true;
  }

  private static boolean maskOfBooleans(Operator operator, Site site) {
    String output = operator.output("Y").orElseThrow();
    String integers = site.variable(output, DataType.INT32, site.shape(output).orElse(Shape.of(1)));
    site.add(
        operator.toBuilder().output("Y", integers).attribute("out_dtype", Steps.number(DataType.INT32)).build());
    site.add(Steps.cast(integers, DataType.INT32, output, DataType.BOOL));
    return true;
  }
}
