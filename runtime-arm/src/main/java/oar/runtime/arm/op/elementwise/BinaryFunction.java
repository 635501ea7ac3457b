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
 * @param onIntegers how to compute it on integers and truth values, if they are among its types
 * @param divides whether the right integer must not be 0
 * @param commutes whether the operands may be exchanged, but for what becomes of NaN
 */
record BinaryFunction(FloatBinaryLoop onFloats, DoubleBinaryOperator onDoubles, Optional<LongBinaryOperator> onIntegers,
    boolean divides, boolean commutes) {
  BinaryFunction(FloatBinaryLoop onFloats, DoubleBinaryOperator onDoubles) {
    this(onFloats, onDoubles, Optional.empty(), false, false);
  }

  /** Make a function that has no vector form. */
  static BinaryFunction of(DoubleBinaryOperator onDoubles) {
    return new BinaryFunction((left, right, length) -> {
      for (int i = 0; i < length; i++) {
        left[i] = (float) onDoubles.applyAsDouble(left[i], right[i]);
      }
    }, onDoubles);
  }

  BinaryFunction onIntegers(LongBinaryOperator function) {
    return new BinaryFunction(onFloats, onDoubles, Optional.of(function), divides, commutes);
  }

  /** Add a form for integers that are divided by the right operand. */
  BinaryFunction dividingIntegers(LongBinaryOperator function) {
    return new BinaryFunction(onFloats, onDoubles, Optional.of(function), true, commutes);
  }

  BinaryFunction commuting() {
    return new BinaryFunction(onFloats, onDoubles, onIntegers, divides, true);
  }
}
