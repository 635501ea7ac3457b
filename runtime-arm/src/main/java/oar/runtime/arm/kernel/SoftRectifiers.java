package oar.runtime.arm.kernel;

/** Loops of the activation functions that are made of exponentials and bend where a rectifier has its corner. */
public final class SoftRectifiers {
  /** Arrays 0 to 3 of a scratch belong to the callers of these loops. */
  private static final int ARRAY = 4;
  /** Where {@code e^x + 1} is {@code e^x} in single precision, twice over. */
  private static final float LINEAR_FROM = 20;

  private SoftRectifiers() {}

  /** {@code x}, or {@code alpha * (e^x - 1)} below 0. */
  public static FloatLoop elu(float alpha) {
    return (x, length, scratch) -> {
      float[] exponentials = exponentials(x, length, 1, scratch);
      for (int i = 0; i < length; i++) {
        x[i] = x[i] < 0 ? alpha * (exponentials[i] - 1) : x[i];
      }
    };
  }

  /** {@code ln(1 + e^(beta * x)) / beta}, or {@code x} where {@code beta * x > threshold}. */
  public static FloatLoop softplus(float beta, float threshold) {
    return (x, length, scratch) -> {
      float[] exponentials = exponentials(x, length, beta, scratch);
      for (int i = 0; i < length; i++) {
        x[i] = beta * x[i] > threshold ? x[i] : (float) Math.log1p(exponentials[i]) / beta;
      }
    };
  }

  /**
   * {@code x * tanh(ln(1 + e^x))}, without a logarithm: with {@code s = e^x * (e^x + 2)} the hyperbolic tangent is
   * {@code s / (s + 2)}.
   */
  public static void mish(float[] x, int length, Scratch scratch) {
    float[] held = scratch.floats(ARRAY, length);
    for (int i = 0; i < length; i++) {
      held[i] = Math.min(x[i], LINEAR_FROM);
    }
    Exponential.exp(held, length, scratch);
    for (int i = 0; i < length; i++) {
      float s = held[i] * (held[i] + 2);
      x[i] = x[i] * s / (s + 2);
    }
  }

  private static float[] exponentials(float[] x, int length, float factor, Scratch scratch) {
    float[] result = scratch.floats(ARRAY, length);
    for (int i = 0; i < length; i++) {
      result[i] = factor * x[i];
    }
    Exponential.exp(result, length, scratch);
    return result;
  }
}
