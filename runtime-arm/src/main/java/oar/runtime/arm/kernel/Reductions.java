package oar.runtime.arm.kernel;

/**
 * Sums and maxima of arrays. Halves are folded onto each other, which the compiler turns into vector instructions and which
 * loses less precision than adding one element after another.
 */
public final class Reductions {
  private Reductions() {}

  /** Return the sum; the array's elements are lost. */
  public static float sum(float[] x, int length) {
    int n = length;
    while (n > 1) {
      int half = (n + 1) / 2;
      for (int i = 0; i < n - half; i++) {
        x[i] += x[half + i];
      }
      n = half;
    }
    return length == 0 ? 0 : x[0];
  }

  /** Return the sum; the array's elements are lost. */
  public static double sum(double[] x, int length) {
    int n = length;
    while (n > 1) {
      int half = (n + 1) / 2;
      for (int i = 0; i < n - half; i++) {
        x[i] += x[half + i];
      }
      n = half;
    }
    return length == 0 ? 0 : x[0];
  }

  /** Return the greatest element, NaN if there is one, negative infinity if the array is empty; its elements are lost. */
  public static float max(float[] x, int length) {
    int n = length;
    while (n > 1) {
      int half = (n + 1) / 2;
      for (int i = 0; i < n - half; i++) {
        x[i] = Math.max(x[i], x[half + i]);
      }
      n = half;
    }
    return length == 0 ? Float.NEGATIVE_INFINITY : x[0];
  }
}
