package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.product.Rectifier;

/**
 * A function of one element.
 *
 * @param onFloats how to compute it on FLOAT32
 * @param onDoubles how to compute it on other floating-point types
 * @param onIntegers how to compute it on integers, if integers are among its types
 * @param rectifier the same function on FLOAT32 as a part of other kernels, if it is one of those that they know
 * @param makesReal whether it takes INT32 and INT64 as numbers and gives FLOAT32, as Paddle's logarithms do
 */
public record UnaryFunction(FloatLoop onFloats, DoubleUnaryOperator onDoubles, Optional<LongUnaryOperator> onIntegers,
    Optional<Rectifier> rectifier, boolean makesReal) {
  /** Gives what it takes. */
  public static final UnaryFunction IDENTITY = of((values, length, scratch) -> {}, x -> x).onIntegers(x -> x)
      .as(Rectifier.NONE);

  static UnaryFunction of(FloatLoop onFloats, DoubleUnaryOperator onDoubles) {
    return new UnaryFunction(onFloats, onDoubles, Optional.empty(), Optional.empty(), false);
  }

  /** Make a function that has no vector form. */
  static UnaryFunction of(DoubleUnaryOperator function) {
    return of(FloatLoop.each(value -> (float) function.applyAsDouble(value)), function);
  }

  UnaryFunction onIntegers(LongUnaryOperator function) {
    return new UnaryFunction(onFloats, onDoubles, Optional.of(function), rectifier, makesReal);
  }

  UnaryFunction makingReal() {
    return new UnaryFunction(onFloats, onDoubles, onIntegers, rectifier, true);
  }

  UnaryFunction as(Rectifier function) {
    return new UnaryFunction(onFloats, onDoubles, onIntegers, Optional.of(function), makesReal);
  }

  /** Return this function followed by another. */
  UnaryFunction then(UnaryFunction next) {
    if (next == IDENTITY) {
      return this;
    }
    FloatLoop loop = (values, length, scratch) -> {
      onFloats.apply(values, length, scratch);
      next.onFloats.apply(values, length, scratch);
    };
    Optional<LongUnaryOperator> integers = onIntegers.flatMap(first -> next.onIntegers.map(first::andThen));
    return new UnaryFunction(loop, onDoubles.andThen(next.onDoubles), integers, Optional.empty(), makesReal);
  }
}
