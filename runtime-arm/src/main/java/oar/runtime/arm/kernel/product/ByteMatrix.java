package oar.runtime.arm.kernel.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix of signed bytes in memory.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param memory where its elements are
 * @param transposed whether its columns lie one behind the other, or else its rows
 */
public record ByteMatrix(int rows, int columns, MemorySegment memory, boolean transposed) {
  /**
   * Copy a few rows of neighbouring columns.
   *
   * @param firstRow the first row
   * @param height how many rows; those behind the last are left alone
   * @param firstColumn the first column
   * @param width how many columns
   * @param to takes the rows one behind the other, {@code width} elements of each
   * @param line takes a row or a column at a time
   */
  void copy(int firstRow, int height, int firstColumn, int width, byte[] to, byte[] line) {
    int valid = Math.min(height, rows - firstRow);
    if (!transposed) {
      for (int row = 0; row < valid; row++) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, (long) (firstRow + row) * columns + firstColumn, to,
            row * width, width);
      }
      return;
    }
    for (int column = 0; column < width; column++) {
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, (long) (firstColumn + column) * rows + firstRow, line, 0,
          valid);
      for (int row = 0; row < valid; row++) {
        to[row * width + column] = line[row];
      }
    }
  }
}
