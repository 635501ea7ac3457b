package oar.api.quantization;

/** Rounds chunks of numbers, in loops that a compiler has vectors for. */
final class Rounding {
  private Rounding() {}

  /** Round to integers, halves to the even one. */
  static void halvesToEven(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = (float) Math.rint(values[i]);
    }
  }

  /** Round to integers within [-range, range], halves away from zero. */
  static void toBytes(float[] values, byte[] integers, int length, int range) {
    for (int i = 0; i < length; i++) {
      integers[i] = (byte) Math.max(-range, Math.min(range, round(values[i])));
    }
  }

  /** Round to integers within [-range, range], halves away from zero. */
  static void toShorts(float[] values, short[] integers, int length, int range) {
    for (int i = 0; i < length; i++) {
      integers[i] = (short) Math.max(-range, Math.min(range, round(values[i])));
    }
  }

  /** The fraction behind the truncated value is exact, and twice a fraction truncates to 1 or -1 just from a half on. */
  private static int round(float value) {
    int truncated = (int) value;
    return truncated + (int) ((value - truncated) * 2);
  }
}
