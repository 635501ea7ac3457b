package oar.runtime.arm.kernel.movement;

/**
 * What is known beforehand of a block of elements of 4 bytes that is moved again and again: a matrix whose rows lie in one piece
 * where they are. Counted in bytes but for the numbers of rows and columns.
 *
 * @param rows of the matrix; 1 if it is not transposed
 * @param columns of the matrix
 * @param sourceStride from a row to the next where they are
 * @param targetStride from a column to the next where they go, each in one piece; 4 if the matrix is not transposed
 * @param sourceStep from a block to the next where they are
 * @param targetStep from a block to the next where they go
 */
record MovedBlock(int rows, int columns, int sourceStride, int targetStride, int sourceStep, int targetStep) {
  /** Return a block that is one line. */
  static MovedBlock line(int words, int sourceStep, int targetStep) {
    return new MovedBlock(1, words, 0, Integer.BYTES, sourceStep, targetStep);
  }

  /** Tell whether rows become columns. */
  boolean isTransposed() {
    return rows > 1;
  }
}
