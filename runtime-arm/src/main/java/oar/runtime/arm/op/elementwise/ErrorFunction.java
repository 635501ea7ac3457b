package oar.runtime.arm.op.elementwise;

/** The error function in double precision. */
final class ErrorFunction {
  private static final int TERMS = 60;
  private static final double SERIES_LIMIT = 3;
  private static final int FRACTIONS = 60;

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
}
