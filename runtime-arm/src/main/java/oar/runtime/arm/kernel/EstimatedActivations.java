package oar.runtime.arm.kernel;

/**
 * Functions as Paddle-Lite computes them on ARM, which are off by up to 1e-5: their quotients are the processor's estimate,
 * with eight bits that are right, after one step of Newton's method. Where a statically quantized program rounds what follows
 * to 8 bits, only they give the same integers.
 */
public final class EstimatedActivations {
  private static final int ARRAY = 14;
  /** Beyond this the functions are constant, and the exponent of a sum would be beyond those that have an estimate. */
  private static final float FARTHEST = 80;
  private static final int EXPONENT_SHIFT = 23;
  private static final int FRACTION_SHIFT = 15;
  private static final int FRACTIONS = 256;
  private static final int LARGEST_EXPONENT = 253;
  private static final int[] ESTIMATES = estimates();

  private EstimatedActivations() {}

  /** Return the upper bits of the estimate's fraction by those of the number's, as the ARM architecture defines it. */
  private static int[] estimates() {
    int[] estimates = new int[FRACTIONS];
    for (int i = 0; i < FRACTIONS; i++) {
      int middle = 2 * (FRACTIONS + i) + 1;
      estimates[i] = ((1 << 19) / middle + 1) / 2 - FRACTIONS;
    }
    return estimates;
  }

  /** {@code 1 / (1 + e^-x)}. */
  public static void sigmoid(float[] x, int length, Scratch scratch) {
    for (int i = 0; i < length; i++) {
      x[i] = hold(-x[i]);
    }
    Exponential.exp(x, length, scratch);
    for (int i = 0; i < length; i++) {
      x[i] = reciprocal(1 + x[i]);
    }
  }

  /** {@code (e^x - e^-x) / (e^x + e^-x)}. */
  public static void tanh(float[] x, int length, Scratch scratch) {
    float[] negative = scratch.floats(ARRAY, length);
    for (int i = 0; i < length; i++) {
      x[i] = hold(x[i]);
      negative[i] = -x[i];
    }
    Exponential.exp(x, length, scratch);
    Exponential.exp(negative, length, scratch);
    for (int i = 0; i < length; i++) {
      x[i] = (x[i] - negative[i]) * reciprocal(x[i] + negative[i]);
    }
  }

  private static float hold(float x) {
    return Math.min(Math.max(x, -FARTHEST), FARTHEST);
  }

  /** Return the reciprocal of a number from 1 to 2^120. */
  private static float reciprocal(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = LARGEST_EXPONENT - (bits >>> EXPONENT_SHIFT);
    int fraction = ESTIMATES[bits >>> FRACTION_SHIFT & FRACTIONS - 1];
    float estimate = Float.intBitsToFloat(exponent << EXPONENT_SHIFT | fraction << FRACTION_SHIFT);
    return estimate * Math.fma(-x, estimate, 2);
  }
}
