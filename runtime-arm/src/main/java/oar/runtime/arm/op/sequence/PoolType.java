package oar.runtime.arm.op.sequence;

import java.util.function.DoubleBinaryOperator;
import oar.runtime.arm.kernel.FloatBinaryLoop;

/** What {@code sequence_pool} makes of the rows of a sequence. */
enum PoolType {
  SUM(PoolType::add, Double::sum),
  AVERAGE(PoolType::add, Double::sum) {
    @Override
    double factor(long rows) {
      return 1.0 / rows;
    }
  },
  /** The sum divided by the square root of the number of rows. */
  SQRT(PoolType::add, Double::sum) {
    @Override
    double factor(long rows) {
      return 1 / Math.sqrt(rows);
    }
  },
  /** As in Paddle, NaN is greatest where it comes first and never elsewhere. */
  MAX(PoolType::max, (x, y) -> y > x ? y : x),
  MIN(PoolType::min, (x, y) -> y < x ? y : x),
  FIRST((x, y, length) -> {}, (x, y) -> x),
  LAST((x, y, length) -> System.arraycopy(y, 0, x, 0, length), (x, y) -> y);

  private final FloatBinaryLoop onFloats;
  private final DoubleBinaryOperator onDoubles;

  PoolType(FloatBinaryLoop onFloats, DoubleBinaryOperator onDoubles) {
    this.onFloats = onFloats;
    this.onDoubles = onDoubles;
  }

  /** Return how a row joins the rows before it, in single precision. */
  FloatBinaryLoop onFloats() {
    return onFloats;
  }

  /** Return how an element joins those before it, in double precision. */
  DoubleBinaryOperator onDoubles() {
    return onDoubles;
  }

  /** Return what the joined rows are multiplied by. */
  double factor(long rows) {
    return 1;
  }

  private static void add(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] += y[i];
    }
  }

  private static void max(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = y[i] > x[i] ? y[i] : x[i];
    }
  }

  private static void min(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = y[i] < x[i] ? y[i] : x[i];
    }
  }
}
