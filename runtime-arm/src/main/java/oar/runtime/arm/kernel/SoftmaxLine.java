package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** Softmax over one line of elements. */
public final class SoftmaxLine {
  private SoftmaxLine() {}

  /**
   * Compute {@code e^(x - max) / sum of e^(x - max)}.
   *
   * @param x where the line is read
   * @param out where the results are written, at the same places; may be the same memory
   * @param index first element
   * @param stride elements from one to the next
   * @param length number of elements
   */
  public static void softmax(MemorySegment x, MemorySegment out, long index, long stride, int length, Scratch scratch) {
    float[] values = scratch.floats(0, length);
    float[] copy = scratch.floats(1, length);
    Strided.load(x, index, stride, values, length);
    System.arraycopy(values, 0, copy, 0, length);
    float max = Reductions.max(copy, length);
    for (int i = 0; i < length; i++) {
      values[i] -= max;
    }
    exponentials(values, length, scratch);
    System.arraycopy(values, 0, copy, 0, length);
    float factor = 1 / Reductions.sum(copy, length);
    for (int i = 0; i < length; i++) {
      values[i] *= factor;
    }
    Strided.store(values, out, index, stride, length);
  }

  private static void exponentials(float[] values, int length, Scratch scratch) {
    float[] chunk = scratch.floats(2, Scratch.CHUNK);
    for (int at = 0; at < length; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, length - at);
      System.arraycopy(values, at, chunk, 0, count);
      Exponential.exp(chunk, count, scratch);
      System.arraycopy(chunk, 0, values, at, count);
    }
  }
}
