package oar.runtime.arm.op.elementwise;

/** The error function in double precision. */
final class ErrorFunction {
  private static final int TERMS = 60;
  private static final double SERIES_LIMIT = 3;
  private static final int FRACTIONS = 60;
  private static final int NEWTON_STEPS = 4;
  /** Of Winitzki's approximation of the inverse. */
  private static final double SHAPE = 0.147;

  private ErrorFunction() {}

  /** Return erf(x): the Taylor series where it converges fast, the continued fraction of erfc beyond. */
  static double erf(double x) {
    double magnitude = Math.abs(x);
    double result = magnitude < SERIES_LIMIT ? series(magnitude) : 1 - complement(magnitude);
    return Math.copySign(result, x);
  }

  /** {@code 2 / sqrt(pi) * sum of (-1)^n x^(2n + 1) / (n! (2n + 1))}. */
  private static double series(double x) {
    double power = x;
    double sum = x;
    for (int n = 1; n < TERMS; n++) {
      power *= -x * x / n;
      sum += power / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** {@code e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...))))}. */
  private static double complement(double x) {
    double fraction = x;
    for (int n = FRACTIONS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }

  /**
   * Return the number whose error function is x, by an approximation that Newton's method makes exact; infinity for 1 and, as in
   * Paddle, for what lies beyond.
   */
  static double inverse(double x) {
    if (x == 0 || Math.abs(x) >= 1) {
      return x == 0 ? x : Math.copySign(Double.POSITIVE_INFINITY, x);
    }
    double logarithm = Math.log((1 - x) * (1 + x));
    double half = 2 / (Math.PI * SHAPE) + logarithm / 2;
    double result = Math.copySign(Math.sqrt(Math.sqrt(half * half - logarithm / SHAPE) - half), x);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      result -= (erf(result) - x) * Math.sqrt(Math.PI) / 2 * Math.exp(result * result);
    }
    return result;
  }

  /** Return the inverse of a number as Paddle computes it in single precision, by way of {@code (x + 1) / 2}. */
  static float inverse(float x) {
    return (float) inverse((x + 1) / 2 * 2.0 - 1);
  }
}
