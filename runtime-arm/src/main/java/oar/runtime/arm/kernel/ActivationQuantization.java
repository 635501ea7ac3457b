package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How activations become unsigned 8-bit integers: {@code u = floor(clamp(x * (1 / scale) + zeroPoint + 1/2, 0, 255.5))}, in single
 * precision. 0 becomes the zero point exactly.
 *
 * @param scale the distance of numbers that successive integers stand for; 0 if all activations are 0
 * @param zeroPoint what stands for 0, from 0 to 255
 */
public record ActivationQuantization(float scale, int zeroPoint) {
  private static final int HIGHEST = 255;

  /** Let the integers span activations and 0. */
  public static ActivationQuantization spanning(float least, float greatest) {
    float low = Math.min(0, least);
    float scale = (Math.max(0, greatest) - low) / HIGHEST;
    return new ActivationQuantization(scale, Math.round(-low / scale));
  }

  /**
   * Quantize elements.
   *
   * @param from FLOAT32
   * @param to takes a byte for each
   * @param scratch array 0 is used
   */
  public void quantize(MemorySegment from, long index, MemorySegment to, long toIndex, long count, Scratch scratch) {
    float[] values = scratch.floats(0, Scratch.CHUNK);
    byte[] bytes = scratch.bytes(Scratch.CHUNK);
    for (long done = 0; done < count; done += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, count - done);
      Memory.load(from, index + done, values, 0, length);
      quantize(values, bytes, length);
      MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, toIndex + done, length);
    }
  }

  private void quantize(float[] values, byte[] bytes, int length) {
    float inverse = scale == 0 ? 0 : 1 / scale;
    float offset = zeroPoint + 0.5f;
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (int) Math.max(0, Math.min(HIGHEST + 0.5f, values[i] * inverse + offset));
    }
  }
}
