package oar.runtime.arm.kernel;

/** Loops of the functions of two elements, each with its formula. */
public final class Arithmetic {
  private Arithmetic() {}

  /** {@code x + y}. */
  public static void add(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] += y[i];
    }
  }

  /** {@code x - y}. */
  public static void subtract(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] -= y[i];
    }
  }

  /** {@code x * y}. */
  public static void multiply(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] *= y[i];
    }
  }

  /** {@code x / y}. */
  public static void divide(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] /= y[i];
    }
  }

  /** {@code y} unless {@code x > y}, so that the maximum of NaN and a number is the number. */
  public static void max(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] > y[i] ? x[i] : y[i];
    }
  }

  /** {@code y} unless {@code x < y}. */
  public static void min(float[] x, float[] y, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] < y[i] ? x[i] : y[i];
    }
  }

  /** {@code max(x, 0) + slope * min(x, 0)}, {@code y} being the slopes. */
  public static void leakyRelu(float[] x, float[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = Math.max(x[i], 0) + slopes[i] * Math.min(x[i], 0);
    }
  }
}
