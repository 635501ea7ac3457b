package oar.runtime.arm.kernel;

/** The exponential function in single precision. */
public final class Exponential {
  private static final int ARRAY = 8;
  private static final float LOG2_E = 1.44269504f;
  /** ln 2 in two parts, so that a multiple of the first is exact. */
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  /** Adding it to a small number and taking it away again rounds to the nearest integer. */
  private static final float ROUNDER = 12582912f;
  private static final float LOWEST = -87.3f;
  private static final float HIGHEST = 89f;
  private static final int BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private Exponential() {}

  /**
   * Replace each element by its exponential, within one unit in the last place: {@code 2^k e^f} with {@code k} an integer
   * and {@code |f| <= ln 2 / 2}, where {@code e^f} is a polynomial. Below -86.9 the result is 0; above 88.72, infinity.
   */
  public static void exp(float[] x, int length, Scratch scratch) {
    int[] bits = scratch.bits();
    float[] powers = scratch.floats(ARRAY, length);
    for (int i = 0; i < length; i++) {
      float v = Math.min(Math.max(x[i], LOWEST), HIGHEST);
      float k = Math.fma(v, LOG2_E, ROUNDER) - ROUNDER;
      float f = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, v));
      float p = Math.fma(f, 1.9875691500E-4f, 1.3981999507E-3f);
      p = Math.fma(p, f, 8.3334519073E-3f);
      p = Math.fma(p, f, 4.1665795894E-2f);
      p = Math.fma(p, f, 1.6666665459E-1f);
      p = Math.fma(p, f, 5.0000001201E-1f);
      x[i] = Math.fma(p * f, f, f) + 1;
      // Half the power, since 2^128 is no float.
      bits[i] = ((int) k - 1 + BIAS) << MANTISSA_BITS;
    }
    scratch.bitsToFloats(powers, length);
    for (int i = 0; i < length; i++) {
      x[i] = x[i] * powers[i] * 2;
    }
  }
}
