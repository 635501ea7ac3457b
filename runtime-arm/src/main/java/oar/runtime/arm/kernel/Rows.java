package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Tables of rows in memory, one behind the other, out of each of which the same rows are taken.
 *
 * @param count rows of a table
 * @param size bytes of a row
 */
public record Rows(long count, long size) {
  /**
   * Copy rows.
   *
   * @param numbers which rows to take of each table; a negative number stands for a row of zeros
   * @param target takes {@code numbers.length} rows for each table
   * @param from first row of the target to write
   * @param to behind the last row of the target to write
   */
  public void gather(MemorySegment source, long[] numbers, MemorySegment target, long from, long to) {
    for (long row = from; row < to; row++) {
      long number = numbers[(int) (row % numbers.length)];
      if (number < 0) {
        target.asSlice(row * size, size).fill((byte) 0);
      } else {
        copy(source, row / numbers.length * count + number, target, row);
      }
    }
  }

  private void copy(MemorySegment source, long from, MemorySegment target, long to) {
    if (size == Integer.BYTES) {
      target.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, to, source.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, from));
    } else {
      MemorySegment.copy(source, from * size, target, to * size, size);
    }
  }
}
