package oar.runtime.arm.kernel.product;

/**
 * Where the rows of a product lie: in lines, as the pixels of an image do.
 *
 * @param lines number of lines
 * @param rowsPerLine rows of each
 * @param rowStride bytes from a row to the next of its line
 * @param lineStride bytes from a line to the next
 */
public record RowLines(int lines, int rowsPerLine, long rowStride, long lineStride) {
  /** Describe rows that all lie one behind the other. */
  public static RowLines of(int rows, long rowStride) {
    return new RowLines(1, rows, rowStride, 0);
  }
}
