package oar.format.paddle.pir;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Constants, and what is made of several operators. A constant becomes an operator and is remembered, so that operators can have
 * it as an attribute; where all of them do, nobody reads the variable and the operator goes away.
 */
final class CreationRules {
  /** More numbers than these are no axes, sizes or bounds, and need not be remembered. */
  private static final int LONGEST_REMEMBERED = 64;

  static final Map<String, Rule> RULES = Map.of( //
      "full", CreationRules::full, //
      "full_int_array", CreationRules::fullIntArray, //
      "full_with_tensor", CreationRules::fullWithTensor, //
      "assign_value_", CreationRules::assignValue, //
      "arange", CreationRules::arange, //
      "shape64", CreationRules::shape64, //
      "masked_fill", CreationRules::maskedFill);

  private CreationRules() {}

  private static void full(PirOperation full, Translation translation) {
    List<? extends Number> shape = full.numbers("shape");
    Number value = full.number("value");
    ElementType type = elementType(full);
    translation.emit(filled(type, value).output("Out", translation.declare(full, 0))
        .attribute("shape", AttributeForm.LONGS.of(shape)).build());
    long count = shape.isEmpty() ? 1 : shape.getFirst().longValue();
    if (shape.size() <= 1 && count <= LONGEST_REMEMBERED) {
      translation.remember(full, Collections.nCopies((int) count, isWhole(type) ? value.longValue() : value));
    }
  }

  private static Operator.Builder filled(ElementType type, Number value) {
    return Operator.builder("fill_constant").attribute("dtype", type.code()).attribute("value", value.floatValue())
        .attribute("str_value", text(value, isWhole(type))).attribute("force_cpu", false).attribute("place_type", -1);
  }

  private static boolean isWhole(ElementType type) {
    return type == ElementType.BOOL || type.dataType().isInteger();
  }

  /** Return a number in digits, as exactly as it is given; FLOAT attributes would round it. */
  private static String text(Number value, boolean whole) {
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (Double.isNaN(number)) {
      return "nan";
    }
    return whole ? Long.toString(value.longValue()) : value.toString();
  }

  private static ElementType elementType(PirOperation operation) {
    return operation.elementType("dtype").orElseThrow(
        () -> new IllegalArgumentException("attribute dtype is undefined; it must name an element type"));
  }

  private static void fullIntArray(PirOperation array, Translation translation) {
    List<? extends Number> values = array.numbers("value");
    assign(array, elementType(array), List.of(values.size()), values, translation);
  }

  /** The operand is what the values overwrite, and of no other use. */
  private static void assignValue(PirOperation assign, Translation translation) {
    assign(assign, elementType(assign), assign.numbers("shape"), assign.numbers("values"), translation);
  }

  private static void assign(PirOperation source, ElementType type, List<? extends Number> shape,
      List<? extends Number> values, Translation translation) {
    translation.emit(assigned(type, values).attribute("dtype", type.code())
        .attribute("shape", AttributeForm.INTS.of(shape)).output("Out", translation.declare(source, 0)).build());
    if (shape.size() <= 1 && values.size() <= LONGEST_REMEMBERED) {
      translation.remember(source, values);
    }
  }

  private static Operator.Builder assigned(ElementType type, List<? extends Number> values) {
    Operator.Builder operator = Operator.builder("assign_value");
    Map<ElementType, String> names = Map.of(ElementType.BOOL, "bool_values", ElementType.INT32, "int32_values",
        ElementType.INT64, "int64_values", ElementType.FLOAT32, "fp32_values", ElementType.FLOAT64, "fp64_values");
    if (!names.containsKey(type)) {
      throw new IllegalArgumentException("its values are of " + type.dataType() + "; they must be of "
          + names.keySet().stream().map(known -> known.dataType().label()).sorted().toList());
    }
    return operator.attribute("bool_values", AttributeForm.INTS.of(ifOf(ElementType.BOOL, type, values)))
        .attribute("fp32_values", AttributeForm.FLOATS.of(ifOf(ElementType.FLOAT32, type, values)))
        .attribute("fp64_values", new Attribute.Doubles(
            ifOf(ElementType.FLOAT64, type, values).stream().map(Number::doubleValue).toList()))
        .attribute("int32_values", AttributeForm.INTS.of(ifOf(ElementType.INT32, type, values)))
        .attribute("int64_values", AttributeForm.LONGS.of(ifOf(ElementType.INT64, type, values)));
  }

  private static List<? extends Number> ifOf(ElementType wanted, ElementType type, List<? extends Number> values) {
    return wanted == type ? values : List.of();
  }

  private static void fullWithTensor(PirOperation full, Translation translation) {
    ElementType type = elementType(full);
    long value = full.operand(0);
    Operator.Builder operator = translation.values().constant(value).filter(numbers -> numbers.size() == 1)
        .map(numbers -> filled(type, numbers.getFirst()))
        .orElseGet(() -> filled(type, 0).input("ValueTensor",
            Conversions.cast(full, translation.values().one(value), type, translation)));
    translation.values().constant(full.operand(1)).ifPresentOrElse(
        shape -> operator.attribute("shape", AttributeForm.LONGS.of(shape)),
        () -> operator.attribute("shape", new Attribute.Longs(List.of()))
            .input("ShapeTensor", Conversions.tensor(full, full.operand(1), translation)));
    translation.emit(operator.output("Out", translation.declare(full, 0)).build());
  }

  private static void arange(PirOperation arange, Translation translation) {
    ElementType type = elementType(arange);
    Operator.Builder operator = Operator.builder("range");
    List<String> slots = List.of("Start", "End", "Step");
    for (int i = 0; i < slots.size(); i++) {
      Binding.One bound = translation.values().one(arange.operand(i));
      operator.input(slots.get(i), Conversions.cast(arange, bound, type, translation));
    }
    translation.emit(operator.output("Out", translation.declare(arange, 0)).build());
  }

  /** The shape of Paddle 2 is INT32. */
  private static void shape64(PirOperation shape, Translation translation) {
    Binding.One input = translation.values().one(shape.operand(0));
    String narrow = translation.temporary(shape, "int32",
        new PirType.DenseTensor(ElementType.INT32, Shape.of(input.shape().rank())));
    translation.emit(Operator.builder("shape").input("Input", input.variable()).output("Out", narrow).build());
    translation.emit(Operator.builder("cast").input("X", narrow).output("Out", translation.declare(shape, 0))
        .attribute("in_dtype", ElementType.INT32.code()).attribute("out_dtype", ElementType.INT64.code()).build());
  }

  /** A choice of Paddle 2 wants its three operands to be of one shape. */
  private static void maskedFill(PirOperation fill, Translation translation) {
    Binding.One x = translation.values().one(fill.operand(0));
    String mask = like(fill, translation.values().one(fill.operand(1)), x, translation);
    String value = like(fill, translation.values().one(fill.operand(2)), x, translation);
    translation.emit(Operator.builder("where").input("Condition", mask).input("X", value).input("Y", x.variable())
        .output("Out", translation.declare(fill, 0)).build());
  }

  private static String like(PirOperation fill, Binding.One value, Binding.One model, Translation translation) {
    if (value.shape().isKnown() && value.shape().equals(model.shape())) {
      return value.variable();
    }
    String expanded = translation.temporary(fill, "expanded", new PirType.DenseTensor(value.element(), model.shape()));
    translation.emit(Operator.builder("expand_as_v2").input("X", value.variable()).input("Y", model.variable())
        .output("Out", expanded).attribute("target_shape", targetShape(model.shape())).build());
    return expanded;
  }

  private static List<Integer> targetShape(Shape shape) {
    return Arrays.stream(shape.dimensions()).mapToObj(Math::toIntExact).toList();
  }
}
