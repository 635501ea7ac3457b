package oar.runtime.arm.kernel;

/**
 * How activations become unsigned 8-bit integers: {@code u = floor(clamp(x * (1 / scale) + (zeroPoint + 1/2), 0, 255.5))}, in single
 * precision. 0 becomes the zero point exactly.
 */
public final class ActivationQuantization {
  private static final int HIGHEST = 255;

  private float scale;
  private int zeroPoint;

  /** Let the integers span activations, of which these are the least and the greatest, and 0. */
  public void span(float least, float greatest) {
    float low = Math.min(0, least);
    scale = (Math.max(0, greatest) - low) / HIGHEST;
    zeroPoint = Math.round(-low / scale);
  }

  /** Return the distance of numbers that successive integers stand for; 0 if all activations are 0. */
  public float scale() {
    return scale;
  }

  /** Return what stands for 0, from 0 to 255. */
  public int zeroPoint() {
    return zeroPoint;
  }
}
