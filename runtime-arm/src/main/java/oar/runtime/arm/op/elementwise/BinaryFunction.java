package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import oar.runtime.arm.kernel.FloatBinaryLoop;

/**
 * A function of two elements of one type.
 *
 * @param onFloats how to compute it on FLOAT32
 * @param onDoubles how to compute it on other floating-point types
 * @param onIntegers how to compute it on integers, if integers are among its types
 */
record BinaryFunction(FloatBinaryLoop onFloats, DoubleBinaryOperator onDoubles,
    Optional<LongBinaryOperator> onIntegers) {
  BinaryFunction(FloatBinaryLoop onFloats, DoubleBinaryOperator onDoubles, LongBinaryOperator onIntegers) {
    this(onFloats, onDoubles, Optional.of(onIntegers));
  }

  /** Make a function that has no vector form. */
  static BinaryFunction of(DoubleBinaryOperator onDoubles, LongBinaryOperator onIntegers) {
    return new BinaryFunction((left, right, length) -> {
      for (int i = 0; i < length; i++) {
        left[i] = (float) onDoubles.applyAsDouble(left[i], right[i]);
      }
    }, onDoubles, onIntegers);
  }
}
