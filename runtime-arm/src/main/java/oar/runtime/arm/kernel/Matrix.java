package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/**
 * A matrix in memory.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param memory where its elements are
 * @param index the element at row 0, column 0
 * @param rowStride elements from a row to the next
 * @param columnStride elements from a column to the next
 */
public record Matrix(long rows, long columns, MemorySegment memory, long index, long rowStride, long columnStride) {
  /** Describe a matrix whose rows lie one behind the other. */
  public static Matrix ofRows(long rows, long columns, MemorySegment memory, long index) {
    return new Matrix(rows, columns, memory, index, columns, 1);
  }

  /** Return the matrix with rows and columns exchanged; nothing is copied. */
  public Matrix transposed() {
    return new Matrix(columns, rows, memory, index, columnStride, rowStride);
  }

  float get(long row, long column) {
    return Memory.get(memory, index + row * rowStride + column * columnStride);
  }

  void copyRow(long row, long fromColumn, int length, MemorySegment to, long toIndex) {
    long from = index + row * rowStride + fromColumn * columnStride;
    if (columnStride == 1) {
      MemorySegment.copy(memory, from * Float.BYTES, to, toIndex * Float.BYTES, (long) length * Float.BYTES);
      return;
    }
    for (int column = 0; column < length; column++) {
      Memory.set(to, toIndex + column, Memory.get(memory, from + column * columnStride));
    }
  }
}
