package oar.format.paddle.pir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.Attribute;

/**
 * Reads attributes: {@code {"#": type, "D": value}}. An element type becomes Paddle 2's number for it, {@value #KEEP} where the
 * operand's is meant. A list without elements does not say what it is a list of, and becomes INTS.
 */
final class AttributeParser {
  private static final int KEEP = -1;
  private static final String UNDEFINED = "Undefined(ALL_DTYPE)";

  private AttributeParser() {}

  /**
   * Read an attribute.
   *
   * @return empty for one of a type that says nothing of the result: a device, a memory layout, a pointer
   */
  static Optional<Attribute> parse(JsonElement json) {
    JsonObject attribute = Json.object(json);
    String type = Json.text(Json.field(attribute, "#"));
    return switch (type) {
      case "0.a_bool" -> Optional.of(new Attribute.BooleanValue(Json.truth(data(attribute))));
      case "0.a_i32", "0.a_index" -> Optional.of(AttributeForm.INT.of(List.of(Json.integer(data(attribute)))));
      case "0.a_i64" -> Optional.of(new Attribute.LongValue(Json.integer(data(attribute))));
      case "0.a_f32" -> Optional.of(new Attribute.FloatValue((float) number(attribute)));
      case "0.a_f64" -> Optional.of(new Attribute.DoubleValue(number(attribute)));
      case "0.a_str", "0.a_tensorname" -> Optional.of(new Attribute.Text(Json.text(data(attribute))));
      case "0.a_array" -> Optional.of(array(Json.list(data(attribute))));
      case "1.a_intarray" ->
        Optional.of(new Attribute.Longs(Json.list(data(attribute)).stream().map(Json::integer).toList()));
      case "1.a_dtype" -> Optional.of(new Attribute.IntValue(elementType(Json.text(data(attribute)))));
      case "1.a_scalar" -> Optional.of(scalar(Json.list(data(attribute))));
      case "1.a_place", "1.a_layout", "1.a_kernel", "0.a_type", "0.a_pointer", "0.a_c64", "0.a_c128", "NULL" ->
        Optional.empty();
      default -> throw new IllegalArgumentException("its type " + type + " is not one of PIR's");
    };
  }

  private static JsonElement data(JsonObject attribute) {
    return Json.field(attribute, "D");
  }

  /** JSON has no infinities: a number that is none stands as a word in a field of its own. */
  private static double number(JsonObject attribute) {
    if (!attribute.has("VD")) {
      return Json.number(data(attribute));
    }
    String word = Json.text(attribute.get("VD"));
    return switch (word) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      case "NaN", "NAN" -> Double.NaN;
      default -> throw new IllegalArgumentException("its value is " + word + "; it must be INF, -INF or NaN");
    };
  }

  private static int elementType(String label) {
    if (label.equals(UNDEFINED)) {
      return KEEP;
    }
    return ElementType.ofLabel(label).map(ElementType::code).orElseThrow(
        () -> new IllegalArgumentException("its element type " + label + " is not one that Paddle 2 has"));
  }

  /** A scalar names its element type first; half-precision numbers stand as integers. */
  private static Attribute scalar(List<JsonElement> scalar) {
    String label = Json.text(Json.element(scalar, 0));
    JsonElement value = Json.element(scalar, 1);
    return switch (label) {
      case "bool" -> new Attribute.BooleanValue(Json.truth(value));
      case "float32" -> new Attribute.FloatValue((float) Json.number(value));
      case "float64" -> new Attribute.DoubleValue(Json.number(value));
      case "int8", "uint8", "int16", "int32", "int64" -> new Attribute.LongValue(Json.integer(value));
      default -> throw new IllegalArgumentException("a scalar of type " + label + " is not supported");
    };
  }

  private static Attribute array(List<JsonElement> elements) {
    List<Attribute> values = new ArrayList<>();
    for (JsonElement element : elements) {
      Attribute value = parse(element).orElseThrow(() -> new IllegalArgumentException("its elements have no values"));
      if (!values.isEmpty() && value.getClass() != values.getFirst().getClass()) {
        throw new IllegalArgumentException("its elements are of several types, " + values.getFirst() + " and " + value);
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      return new Attribute.Ints(List.of());
    }
    return switch (values.getFirst()) {
      case Attribute.BooleanValue _ ->
        new Attribute.Booleans(numbers(values).stream().map(number -> number.intValue() != 0).toList());
      case Attribute.IntValue _ -> new Attribute.Ints(numbers(values).stream().map(Number::intValue).toList());
      case Attribute.LongValue _ -> new Attribute.Longs(numbers(values).stream().map(Number::longValue).toList());
      case Attribute.FloatValue _ -> new Attribute.Floats(numbers(values).stream().map(Number::floatValue).toList());
      case Attribute.DoubleValue _ -> new Attribute.Doubles(numbers(values).stream().map(Number::doubleValue).toList());
      case Attribute.Text _ -> new Attribute.Texts(values.stream().map(AttributeParser::text).toList());
      case Attribute other ->
        throw new IllegalArgumentException("it is a list of " + other + "; PIR has no such lists");
    };
  }

  private static List<? extends Number> numbers(List<Attribute> values) {
    return values.stream().map(value -> AttributeForm.numbers(value).getFirst()).toList();
  }

  private static String text(Attribute value) {
    return value instanceof Attribute.Text(String text) ? text : value.toString();
  }
}
