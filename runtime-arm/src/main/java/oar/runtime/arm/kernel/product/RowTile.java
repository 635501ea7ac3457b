package oar.runtime.arm.kernel.product;

/**
 * Rows that are multiplied at once: of one or more lines, as pixels of an image are.
 *
 * @param rows number of rows, 1 or more
 * @param rowsPerLine rows of a line; all lines but the last have so many
 * @param rowStride bytes from a row to the next of its line
 * @param lineStride bytes from a line to the next
 */
public record RowTile(int rows, int rowsPerLine, long rowStride, long lineStride) {
  /** Describe rows of one line. */
  public static RowTile of(int rows, long rowStride) {
    return new RowTile(rows, rows, rowStride, 0);
  }

  /** Return where a row begins: bytes behind the first. */
  int offset(int row) {
    return Math.toIntExact(row / rowsPerLine * lineStride + row % rowsPerLine * rowStride);
  }

  /** Return the bytes between the first byte of the first row and that of the last. */
  long extent() {
    return offset(rows - 1);
  }
}
