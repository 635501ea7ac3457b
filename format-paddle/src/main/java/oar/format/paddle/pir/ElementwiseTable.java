package oar.format.paddle.pir;

import java.util.List;
import java.util.Optional;
import oar.api.model.Operator;

/** Functions of several tensors, element by element. */
final class ElementwiseTable {
  private static final int LAST_AXES = -1;
  /** Integers up to here are exact as FLOAT. */
  private static final long EXACT = 1L << 24;

  static final List<Mapping> LINES = List.of( //
      broadcast("add", "elementwise_add"), //
      broadcast("subtract", "elementwise_sub"), //
      broadcast("multiply", "elementwise_mul"), //
      broadcast("divide", "elementwise_div"), //
      broadcast("maximum", "elementwise_max"), //
      broadcast("minimum", "elementwise_min"), //
      broadcast("elementwise_pow", "elementwise_pow"), //
      broadcast("remainder", "elementwise_mod"), //
      broadcast("floor_divide", "elementwise_floordiv"), //
      binary("fmax", "elementwise_fmax"), //
      binary("fmin", "elementwise_fmin"), //
      binary("heaviside", "elementwise_heaviside"), //
      comparison("equal"), //
      comparison("not_equal"), //
      comparison("less_than"), //
      comparison("less_equal"), //
      comparison("greater_than"), //
      comparison("greater_equal"), //
      binary("logical_and", "logical_and"), //
      binary("logical_or", "logical_or"), //
      binary("logical_xor", "logical_xor"), //
      binary("bitwise_and", "bitwise_and"), //
      binary("bitwise_or", "bitwise_or"), //
      binary("bitwise_xor", "bitwise_xor"), //
      binary("equal_all", "equal_all"), //
      Mapping.of("logical_not", "X -> Out"), //
      Mapping.of("bitwise_not", "X -> Out"), //
      Mapping.of("atan2", "X1, X2 -> Out"), //
      Mapping.of("add_n", "sum", "X* -> Out"), //
      Mapping.of("lerp", "X, Y, Weight -> Out"), //
      Mapping.of("isclose", "Input, Other, @rtol:text/Rtol, @atol:text/Atol -> Out"), //
      Mapping.of("allclose", "Input, Other, @rtol:text/Rtol, @atol:text/Atol -> Out"), //
      Mapping.of("clip", "X, @min:float/Min, @max:float/Max -> Out").add("min", -Float.MAX_VALUE)
          .add("max", Float.MAX_VALUE).adjust(ElementwiseTable::keepExact));

  private ElementwiseTable() {}

  private static Mapping broadcast(String operation, String type) {
    return binary(operation, type).add("axis", LAST_AXES);
  }

  private static Mapping comparison(String name) {
    return broadcast(name, name).add("force_cpu", false);
  }

  private static Mapping binary(String operation, String type) {
    return Mapping.of(operation, type, "X, Y -> Out");
  }

  /** Take the bounds of integers as tensors where FLOAT attributes would round them. */
  private static void keepExact(PirOperation clip, Operator.Builder operator, Translation translation) {
    Binding.One x = translation.values().one(clip.operand(0));
    if (x.element().dataType().isInteger() && !(isExact(clip.operand(1), translation)
        && isExact(clip.operand(2), translation))) {
      operator.attribute("min", -Float.MAX_VALUE).attribute("max", Float.MAX_VALUE)
          .input("Min", Conversions.cast(clip, translation.values().one(clip.operand(1)), x.element(), translation))
          .input("Max", Conversions.cast(clip, translation.values().one(clip.operand(2)), x.element(), translation));
    }
  }

  private static boolean isExact(long id, Translation translation) {
    Optional<List<? extends Number>> bound = translation.values().constant(id);
    return bound.isPresent() && bound.get().stream().allMatch(number -> Math.abs(number.doubleValue()) <= EXACT);
  }
}
