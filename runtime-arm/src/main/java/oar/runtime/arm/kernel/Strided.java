package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** Moves elements that are not adjacent in memory to arrays and back. */
public final class Strided {
  private Strided() {}

  /** Copy every {@code stride}-th element of memory into an array. */
  public static void load(MemorySegment from, long index, long stride, float[] to, int length) {
    if (stride == 1) {
      Memory.load(from, index, to, 0, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      to[i] = Memory.get(from, index + i * stride);
    }
  }

  /** Copy an array into every {@code stride}-th element of memory. */
  public static void store(float[] from, MemorySegment to, long index, long stride, int length) {
    if (stride == 1) {
      Memory.store(from, 0, to, index, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      Memory.set(to, index + i * stride, from[i]);
    }
  }
}
