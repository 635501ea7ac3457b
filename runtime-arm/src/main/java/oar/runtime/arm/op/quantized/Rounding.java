package oar.runtime.arm.op.quantized;

/** Rounds to 8-bit integers as statically quantized programs do: halves away from zero, -128 never used. */
final class Rounding {
  private static final float RANGE = 127;

  private Rounding() {}

  static byte toInt8(float value) {
    float held = Math.min(Math.max(value, -RANGE), RANGE);
    return (byte) Math.copySign(Math.floor(Math.abs(held) + 0.5), held);
  }
}
