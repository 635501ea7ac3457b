package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How kernels see memory: single-precision elements, counted in elements, at any alignment. */
public final class Memory {
  /** One single-precision element. */
  public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);

  private Memory() {}

  /** Copy elements from memory into an array. */
  public static void load(MemorySegment from, long index, float[] to, int at, int length) {
    MemorySegment.copy(from, FLOAT, index * Float.BYTES, to, at, length);
  }

  /** Copy elements from an array into memory. */
  public static void store(float[] from, int at, MemorySegment to, long index, int length) {
    MemorySegment.copy(from, at, to, FLOAT, index * Float.BYTES, length);
  }

  /** Let bytes all be the same, without making a view of them first. */
  public static void fill(MemorySegment memory, long offset, long length, byte value) {
    long eight = (value & 0xFFL) * 0x0101010101010101L;
    long end = offset + length;
    long at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, eight);
    }
    for (; at < end; at++) {
      memory.set(ValueLayout.JAVA_BYTE, at, value);
    }
  }

  /** Return one element. */
  public static float get(MemorySegment memory, long index) {
    return memory.getAtIndex(FLOAT, index);
  }

  /** Set one element. */
  public static void set(MemorySegment memory, long index, float value) {
    memory.setAtIndex(FLOAT, index, value);
  }
}
