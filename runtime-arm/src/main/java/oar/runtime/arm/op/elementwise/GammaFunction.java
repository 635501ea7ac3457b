package oar.runtime.arm.op.elementwise;

/** What is made of the gamma function: its logarithm and the derivative of that, in double precision. */
final class GammaFunction {
  /** From here on the asymptotic series are exact; lesser arguments are raised by the recurrence. */
  private static final double LARGE = 10;
  /** Stirling's series: {@code B(2n) / (2n (2n - 1))} for n from 1. */
  private static final double[] STIRLING = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360,
      1.0 / 156};
  /** {@code B(2n) / 2n} for n from 1. */
  private static final double[] DIGAMMA = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760,
      1.0 / 12};

  private GammaFunction() {}

  /** Return the logarithm of the magnitude of gamma(x), infinity at the poles 0, -1, -2 and so on. */
  static double logarithm(double x) {
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(sineOfHalfTurns(x))) - logarithm(1 - x);
    }
    double product = 1;
    double raised = x;
    while (raised < LARGE) {
      product *= raised++;
    }
    double stirling = (raised - 0.5) * Math.log(raised) - raised + Math.log(2 * Math.PI) / 2;
    return stirling + series(STIRLING, raised) * raised - Math.log(product);
  }

  /** Return the derivative of {@link #logarithm}: infinity at 0, of the other sign than 0 has; none at the other poles. */
  static double digamma(double x) {
    if (x == 0) {
      return -1 / x;
    }
    if (x < 0 && x == Math.floor(x)) {
      return Double.NaN;
    }
    if (x < 0.5) {
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.rint(x)));
    }
    double sum = 0;
    double raised = x;
    while (raised < LARGE) {
      sum -= 1 / raised++;
    }
    return sum + Math.log(raised) - 0.5 / raised - series(DIGAMMA, raised);
  }

  /** Return {@code sin(pi x)}, 0 for whole numbers however large. */
  private static double sineOfHalfTurns(double x) {
    return Math.sin(Math.PI * (x - Math.rint(x)));
  }

  /** Return the sum of {@code coefficients[n] / x^(2 (n + 1))}. */
  private static double series(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = (sum + coefficients[i]) / x / x;
    }
    return sum;
  }
}
