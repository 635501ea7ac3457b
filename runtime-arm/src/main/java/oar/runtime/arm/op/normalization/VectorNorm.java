package oar.runtime.arm.op.normalization;

/**
 * A norm of vectors: {@code (sum of |x|^order)^(1 / order)}. Order 0 counts what is not 0; an infinite order is the greatest or
 * the least magnitude.
 *
 * @param order any number but NaN
 */
public record VectorNorm(double order) {
  /** Create a norm. */
  public VectorNorm {
    if (Double.isNaN(order)) {
      throw new IllegalArgumentException("the order is NaN; it must be a number");
    }
  }

  /** Return the norm of the first elements of an array. */
  public double of(double[] values, int length) {
    double result = order == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : 0;
    for (int i = 0; i < length; i++) {
      double magnitude = Math.abs(values[i]);
      if (order == 0) {
        result += magnitude != 0 ? 1 : 0;
      } else if (order == Double.POSITIVE_INFINITY) {
        result = Math.max(result, magnitude);
      } else if (order == Double.NEGATIVE_INFINITY) {
        result = Math.min(result, magnitude);
      } else {
        result += order == 2 ? magnitude * magnitude : Math.pow(magnitude, order);
      }
    }
    return order == 0 || Double.isInfinite(order) ? result : root(result);
  }

  private double root(double sum) {
    return order == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / order);
  }
}
