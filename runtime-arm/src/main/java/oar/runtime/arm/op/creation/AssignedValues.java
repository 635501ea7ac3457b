package oar.runtime.arm.op.creation;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import oar.api.model.Attribute;
import oar.api.model.Attribute.Scalar;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;

/** A tensor that an operator carries in its attributes: {@code shape}, and the numbers in a list of one type or another. */
public final class AssignedValues {
  private static final List<String> LISTS = List.of("values", "fp32_values", "fp64_values", "fp16_values",
      "int32_values", "int64_values", "bool_values");

  private AssignedValues() {}

  /**
   * Read the attributes.
   *
   * @param type of the tensor; numbers are converted to it as C does
   * @throws oar.api.error.InvalidProgramException if there are not as many numbers as the shape has elements
   */
  public static Tensor read(OperatorReader reader, DataType type) {
    Shape shape = shape(reader);
    List<? extends Number> numbers = LISTS.stream().map(list -> numbers(reader, list))
        .filter(list -> !list.isEmpty()).findFirst().orElse(List.of());
    if (shape.elementCount() != numbers.size()) {
      throw reader.refuse("attribute shape is " + shape + ", but there are " + numbers.size() + " values");
    }
    MemorySegment memory = Tensor.allocate(type, shape);
    Elements elements = Elements.of(type, memory);
    for (int i = 0; i < numbers.size(); i++) {
      switch (numbers.get(i)) {
        case Double value -> elements.set(i, value.doubleValue());
        case Float value -> elements.set(i, value.doubleValue());
        case Number value -> elements.set(i, value.longValue());
      }
    }
    return new Tensor(type, shape, memory);
  }

  private static Shape shape(OperatorReader reader) {
    long[] dimensions = reader.operator().longsAttribute("shape");
    if (LongStream.of(dimensions).anyMatch(dimension -> dimension < 0)) {
      throw reader.refuse("attribute shape is " + Arrays.toString(dimensions) + "; it must have no negative number");
    }
    return Shape.of(dimensions);
  }

  private static List<? extends Number> numbers(OperatorReader reader, String list) {
    return switch (reader.operator().attribute(list).orElse(null)) {
      case null -> List.of();
      case Attribute.Floats(List<Float> values) -> values;
      case Attribute.Doubles(List<Double> values) -> values;
      case Attribute.Ints(List<Integer> values) -> values;
      case Attribute.Longs(List<Long> values) -> values;
      case Attribute.Booleans(List<Boolean> values) -> values.stream().map(value -> value ? 1 : 0).toList();
      case Attribute.Scalars(List<Scalar> values) -> values.stream().map(value -> number(reader, value)).toList();
      case Attribute other ->
        throw reader.refuse("attribute " + list + " is " + other + "; it must be a list of numbers");
    };
  }

  private static Number number(OperatorReader reader, Scalar scalar) {
    return switch (scalar) {
      case Scalar.Bool(boolean value) -> value ? 1 : 0;
      case Scalar.Int64(long value) -> value;
      case Scalar.Float64(double value) -> value;
      case Scalar.Complex128 value ->
        throw reader.refuse("attribute values has " + value + "; it must be a real number");
    };
  }
}
