package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** Applies loops to memory, a chunk at a time. */
public final class Elementwise {
  private Elementwise() {}

  /**
   * Compute {@code out[i] = loop(x[i])}. The two may be the same memory.
   *
   * @param from first element
   * @param to behind the last element
   */
  public static void map(MemorySegment x, MemorySegment out, long from, long to, FloatLoop loop, Scratch scratch) {
    float[] values = scratch.floats(0, Scratch.CHUNK);
    for (long at = from; at < to; at += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, to - at);
      Memory.load(x, at, values, 0, length);
      loop.apply(values, length, scratch);
      Memory.store(values, 0, out, at, length);
    }
  }
}
