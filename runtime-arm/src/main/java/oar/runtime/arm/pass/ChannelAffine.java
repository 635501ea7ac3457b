package oar.runtime.arm.pass;

import java.util.Arrays;

/** A function of each channel {@code c}: {@code y = factor[c] * x + offset[c]}, in single precision. */
final class ChannelAffine {
  private final float[] factors;
  private final float[] offsets;

  private ChannelAffine(float[] factors, float[] offsets) {
    this.factors = factors;
    this.offsets = offsets;
  }

  /** Create a function that multiplies alone. */
  static ChannelAffine multiplying(float[] factors) {
    return new ChannelAffine(factors, new float[factors.length]);
  }

  /**
   * Create a function.
   *
   * @param factor the factor of every channel
   * @param offsets the offset of each channel
   */
  static ChannelAffine of(float factor, float[] offsets) {
    float[] factors = new float[offsets.length];
    Arrays.fill(factors, factor);
    return new ChannelAffine(factors, offsets);
  }

  /**
   * Create the function of a batch normalization, computed as Paddle-Lite's opt does:
   * {@code factor = scale / sqrt(variance + epsilon)}, {@code offset = bias + -mean * factor}.
   *
   * @param statistics scale, bias, mean and variance of each channel
   */
  static ChannelAffine normalizing(float[][] statistics, float epsilon) {
    int channels = statistics[0].length;
    float[] factors = new float[channels];
    float[] offsets = new float[channels];
    for (int c = 0; c < channels; c++) {
      factors[c] = statistics[0][c] / (float) Math.sqrt(statistics[3][c] + epsilon);
      offsets[c] = statistics[1][c] + -statistics[2][c] * factors[c];
    }
    return new ChannelAffine(factors, offsets);
  }

  /** Tell whether the function gives a number for every number. */
  boolean isFinite() {
    for (int c = 0; c < factors.length; c++) {
      if (!Float.isFinite(factors[c]) || !Float.isFinite(offsets[c])) {
        return false;
      }
    }
    return true;
  }

  int channels() {
    return factors.length;
  }

  float factor(int channel) {
    return factors[channel];
  }

  /** Tell whether any factor is other than 1. */
  boolean multiplies() {
    for (float factor : factors) {
      if (factor != 1) {
        return true;
      }
    }
    return false;
  }

  /** Tell whether any offset is other than 0. */
  boolean adds() {
    for (float offset : offsets) {
      if (offset != 0) {
        return true;
      }
    }
    return false;
  }

  /** Return what becomes of one value for each channel. */
  float[] apply(float[] values) {
    float[] results = new float[values.length];
    for (int c = 0; c < results.length; c++) {
      results[c] = factors[c] * values[c] + offsets[c];
    }
    return results;
  }
}
