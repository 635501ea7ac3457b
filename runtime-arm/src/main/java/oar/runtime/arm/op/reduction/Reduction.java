package oar.runtime.arm.op.reduction;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import oar.api.model.DataType;

/**
 * How a reduction combines elements.
 *
 * @param onDoubles combines floating-point elements
 * @param onIntegers combines integers and truth values
 * @param start the value of nothing
 * @param averages whether the result is divided by the number of elements
 * @param sumsIntegers whether int32 and truth values give int64, as Paddle's sums do
 */
record Reduction(DoubleBinaryOperator onDoubles, LongBinaryOperator onIntegers, Start start, boolean averages,
    boolean sumsIntegers) {
  /** The value of nothing, in each of the two arithmetics. */
  record Start(double onDoubles, long onIntegers) {}

  /** Return the element type of the result. */
  DataType resultType(DataType type) {
    return sumsIntegers && (type == DataType.INT32 || type == DataType.BOOL) ? DataType.INT64 : type;
  }
}
