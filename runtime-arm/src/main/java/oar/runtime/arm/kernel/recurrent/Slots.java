package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import oar.runtime.arm.kernel.Memory;

/**
 * Rows of numbers, one for each slot of a {@link Course} or for each row that it leads over.
 *
 * @param memory where they are
 * @param width numbers of a row
 * @param areDoubles whether they are of double precision, or else of single
 */
public record Slots(MemorySegment memory, long width, boolean areDoubles) {
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Return the bytes of a row. */
  long rowSize() {
    return width * (areDoubles ? Double.BYTES : Float.BYTES);
  }

  void load(long row, long column, float[] values, int length) {
    Memory.load(memory, row * width + column, values, 0, length);
  }

  void store(float[] values, long row, long column, int length) {
    Memory.store(values, 0, memory, row * width + column, length);
  }

  double get(long row, long column) {
    return memory.getAtIndex(DOUBLE, row * width + column);
  }

  void set(long row, long column, double value) {
    memory.setAtIndex(DOUBLE, row * width + column, value);
  }
}
