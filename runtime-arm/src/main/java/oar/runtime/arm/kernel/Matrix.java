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
  /** Rows that are transposed at a time: a line of the cache. */
  private static final int BLOCK = 16;

  /** Describe a matrix whose rows lie one behind the other. */
  public static Matrix ofRows(long rows, long columns, MemorySegment memory, long index) {
    return new Matrix(rows, columns, memory, index, columns, 1);
  }

  /** Return the matrix with rows and columns exchanged; nothing is copied. */
  public Matrix transposed() {
    return new Matrix(columns, rows, memory, index, columnStride, rowStride);
  }

  /** Return an element. */
  public float get(long row, long column) {
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

  /**
   * Copy neighbouring columns.
   *
   * @param first number of the first column
   * @param count how many
   * @param to takes a row of them for each row of the matrix, from element {@code toIndex}
   * @param stride elements from a row of the copy to the next
   * @param scratch arrays 0 and 1 are used
   */
  public void copyColumns(int first, int count, MemorySegment to, long toIndex, int stride, Scratch scratch) {
    if (columnStride == 1) {
      for (long row = 0; row < rows; row++) {
        copyRow(row, first, count, to, toIndex + row * stride);
      }
    } else if (rowStride == 1) {
      copyStoredRows(first, count, to, toIndex, stride, scratch);
    } else {
      for (long row = 0; row < rows; row++) {
        for (int column = 0; column < count; column++) {
          Memory.set(to, toIndex + row * stride + column, get(row, first + column));
        }
      }
    }
  }

  /** Copy columns that lie in memory as rows do, a block at a time. */
  private void copyStoredRows(int first, int count, MemorySegment to, long toIndex, int stride, Scratch scratch) {
    float[] block = scratch.floats(0, BLOCK * count);
    float[] line = scratch.floats(1, count);
    for (long row = 0; row < rows; row += BLOCK) {
      int height = (int) Math.min(BLOCK, rows - row);
      for (int column = 0; column < count; column++) {
        Memory.load(memory, index + row + (first + column) * columnStride, block, column * BLOCK, height);
      }
      for (int i = 0; i < height; i++) {
        for (int column = 0; column < count; column++) {
          line[column] = block[column * BLOCK + i];
        }
        Memory.store(line, 0, to, toIndex + (row + i) * stride, count);
      }
    }
  }
}
