package oar.format.paddle.pir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import oar.api.model.Shape;

/**
 * Reads the types of values: {@code {"#": name, "D": [element type, dimensions, ..]}}, where a vector has one type for each of
 * its elements.
 */
final class TypeParser {
  private static final String DENSE_TENSOR = "0.t_dtensor";
  private static final String VECTOR = "0.t_vec";
  private static final String TENSOR_ARRAY = "1.t_dense_tensor_array";
  private static final String NOTHING = "NULL";
  private static final int ELEMENT = 0;
  private static final int DIMENSIONS = 1;

  private TypeParser() {}

  static PirType parse(JsonElement json) {
    JsonObject type = Json.object(json);
    String name = Json.text(Json.field(type, "#"));
    return switch (name) {
      case DENSE_TENSOR -> described(type, PirType.DenseTensor::new);
      case TENSOR_ARRAY -> described(type, PirType.TensorArray::new);
      case VECTOR -> new PirType.Vector(Json.list(Json.field(type, "D")).stream().map(TypeParser::parse).toList());
      case NOTHING -> new PirType.Absent();
      default -> new PirType.Foreign(name);
    };
  }

  private static PirType described(JsonObject type, BiFunction<ElementType, Shape, PirType> make) {
    List<JsonElement> description = Json.list(Json.field(type, "D"));
    String name = Json.text(Json.field(Json.object(Json.element(description, ELEMENT)), "#"));
    List<Long> dimensions = Json.list(Json.element(description, DIMENSIONS)).stream().map(TypeParser::dimension)
        .toList();
    Optional<ElementType> element = ElementType.ofTypeName(name);
    return element.isPresent() ? make.apply(element.get(), Shape.of(dimensions)) : new PirType.Foreign(name);
  }

  /** The exporter computes with unknown dimensions as if they were numbers, so that any negative one is unknown. */
  private static long dimension(JsonElement json) {
    return Math.max(Json.integer(json), Shape.UNKNOWN);
  }
}
