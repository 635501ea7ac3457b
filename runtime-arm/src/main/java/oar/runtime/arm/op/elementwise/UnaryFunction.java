package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import oar.runtime.arm.kernel.FloatLoop;

/**
 * A function of one element.
 *
 * @param onFloats how to compute it on FLOAT32
 * @param onDoubles how to compute it on other floating-point types
 * @param onIntegers how to compute it on integers, if integers are among its types
 */
record UnaryFunction(FloatLoop onFloats, DoubleUnaryOperator onDoubles, Optional<LongUnaryOperator> onIntegers) {
  static UnaryFunction of(FloatLoop onFloats, DoubleUnaryOperator onDoubles) {
    return new UnaryFunction(onFloats, onDoubles, Optional.empty());
  }

  /** Make a function that has no vector form. */
  static UnaryFunction of(DoubleUnaryOperator function) {
    return of(FloatLoop.each(value -> (float) function.applyAsDouble(value)), function);
  }

  UnaryFunction onIntegers(LongUnaryOperator function) {
    return new UnaryFunction(onFloats, onDoubles, Optional.of(function));
  }
}
