package oar.format.paddle.pir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import oar.api.model.Attribute;

/**
 * Makes operations of their fields: {@code #} name, {@code I} operands, {@code O} results, {@code A} attributes, {@code OA}
 * attributes of the results.
 *
 * <p>A parameter has a shorter form, {@code p}: its one result is no list, and its {@code A} and {@code OA} are values without
 * names, of which the last of {@code A} is the name and the first of {@code OA} tells whether a value is stored.
 */
final class OperationParser {
  /** The name that the shorter form of a parameter stands for. */
  static final String PARAMETER = "builtin.parameter";
  static final String NAME = "name";
  static final String PERSISTABLE = "persistable";

  private static final String SHORT_PARAMETER = "p";
  private static final int PARAMETER_NAME = 3;
  /** Where a file says nothing of the results, a name that ends so tells that the parameter has no value. */
  private static final String NON_PERSISTABLE = "__non_persistable";
  private static final Map<String, String> DIALECTS = Map.of("0", "builtin", "1", "pd_op", "2", "cf", "3", "custom_op",
      "4", "dist");

  private OperationParser() {}

  static PirValue argument(JsonElement json) {
    JsonObject argument = Json.object(json);
    return new PirValue(Json.integer(Json.field(argument, "#")), TypeParser.parse(Json.field(argument, "TT")));
  }

  static PirOperation operation(String place, Map<String, JsonElement> fields, List<PirBlock> regions) {
    JsonElement name = fields.get("#");
    if (name == null) {
      throw new IllegalArgumentException("the operation has no name");
    }
    if (Json.text(name).equals(SHORT_PARAMETER)) {
      return parameter(place, fields);
    }
    SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();
    for (JsonElement element : list(fields, "A")) {
      putAttribute(attributes, Json.object(element));
    }
    List<Long> operands = list(fields, "I").stream()
        .map(operand -> Json.integer(Json.field(Json.object(operand), "%"))).toList();
    List<PirValue> results = list(fields, "O").stream().map(OperationParser::result).toList();
    return new PirOperation(fullName(Json.text(name)), place, operands, results, attributes, regions);
  }

  private static List<JsonElement> list(Map<String, JsonElement> fields, String key) {
    return fields.containsKey(key) ? Json.list(fields.get(key)) : List.of();
  }

  /** Dialects that Paddle itself has are written as numbers, others by name. */
  private static String fullName(String name) {
    int dot = name.indexOf('.');
    String dialect = name.substring(0, Math.max(dot, 0));
    return DIALECTS.getOrDefault(dialect, dialect) + name.substring(Math.max(dot, 0));
  }

  private static void putAttribute(SequencedMap<String, Attribute> attributes, JsonObject json) {
    String name = Json.text(Json.field(json, "N"));
    try {
      AttributeParser.parse(Json.field(json, "AT")).ifPresent(value -> attributes.put(name, value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("attribute " + name + ": " + e.getMessage(), e);
    }
  }

  private static PirValue result(JsonElement json) {
    JsonObject result = Json.object(json);
    return new PirValue(Json.integer(Json.field(result, "%")), TypeParser.parse(Json.field(result, "TT")));
  }

  private static PirOperation parameter(String place, Map<String, JsonElement> fields) {
    if (!fields.containsKey("O")) {
      throw new IllegalArgumentException("the parameter has no result O");
    }
    String name = Json.text(Json.element(list(fields, "A"), PARAMETER_NAME));
    List<JsonElement> flags = list(fields, "OA");
    boolean persistable = flags.isEmpty() ? !name.endsWith(NON_PERSISTABLE) : Json.integer(flags.getFirst()) != 0;
    SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put(NAME, new Attribute.Text(name));
    attributes.put(PERSISTABLE, new Attribute.BooleanValue(persistable));
    return new PirOperation(PARAMETER, place, List.of(), List.of(result(fields.get("O"))), attributes, List.of());
  }
}
