package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Exchanges the rows and columns of a matrix, in blocks that stay in the first-level cache.
 *
 * @param rows of the source
 * @param columns of the source
 * @param elementSize bytes of an element: 1, 2, 4 or 8
 */
public record Transposition(int rows, int columns, int elementSize) {
  private static final int BLOCK = 16;
  /** Columns that one block of rows is copied from at a time. */
  private static final int COLUMNS_AT_ONCE = 1024;

  /** Return the number of blocks that {@link #run} may do independently. */
  public int blocks() {
    return Math.ceilDiv(columns, COLUMNS_AT_ONCE);
  }

  /** Return the size of the matrix. */
  public long bytes() {
    return (long) rows * columns * elementSize;
  }

  /**
   * Copy a block.
   *
   * @param from the matrix, from byte {@code offset}
   * @param to takes its transpose, from byte {@code toOffset}
   */
  public void run(MemorySegment from, long offset, MemorySegment to, long toOffset, int block) {
    int last = Math.min(columns, (block + 1) * COLUMNS_AT_ONCE);
    for (int column = block * COLUMNS_AT_ONCE; column < last; column += BLOCK) {
      int columnsHere = Math.min(BLOCK, last - column);
      for (int row = 0; row < rows; row += BLOCK) {
        int rowsHere = Math.min(BLOCK, rows - row);
        long source = offset + ((long) row * columns + column) * elementSize;
        long target = toOffset + ((long) column * rows + row) * elementSize;
        if (elementSize == Float.BYTES) {
          copyWords(from, source, to, target, rowsHere, columnsHere);
        } else {
          copy(from, source, to, target, rowsHere, columnsHere);
        }
      }
    }
  }

  private void copyWords(MemorySegment from, long source, MemorySegment to, long target, int height, int width) {
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < height; j++) {
        to.set(ValueLayout.JAVA_INT_UNALIGNED, target + ((long) i * rows + j) * Integer.BYTES,
            from.get(ValueLayout.JAVA_INT_UNALIGNED, source + ((long) j * columns + i) * Integer.BYTES));
      }
    }
  }

  private void copy(MemorySegment from, long source, MemorySegment to, long target, int height, int width) {
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < height; j++) {
        MemorySegment.copy(from, source + ((long) j * columns + i) * elementSize, to,
            target + ((long) i * rows + j) * elementSize, elementSize);
      }
    }
  }
}
