package oar.runtime.arm.kernel.product;

/** The arrays of a {@link PlainRowKernel}, in which the JVM finds loops to make vectors of. Of one thread. */
final class PlainArrays {
  /** Rows that share each load of a column. */
  static final int ROWS = 4;

  private final float[][] results = new float[ROWS][0];
  private float[] floats = new float[0];
  private int[] integers = new int[0];
  private int[] sums = new int[0];

  /** Make the arrays long enough for a product of so many columns. */
  void reserve(RowProduct product, int columns) {
    int size = product.depth().total() * columns;
    if (results[0].length < columns) {
      for (int row = 0; row < ROWS; row++) {
        results[row] = new float[columns];
      }
      sums = new int[columns];
    }
    if (product.arithmetic().isInteger()) {
      int elements = Math.multiplyExact(size, product.arithmetic().elementsPerStep());
      integers = integers.length < elements ? new int[elements] : integers;
    } else {
      floats = floats.length < size ? new float[size] : floats;
    }
  }

  /** Return the columns of each step. */
  float[] floats() {
    return floats;
  }

  /** Return the columns of each element of each step. */
  int[] integers() {
    return integers;
  }

  /** Return the results of one of the rows. */
  float[] results(int row) {
    return results[row];
  }

  /** Return the sums of integers. */
  int[] sums() {
    return sums;
  }

  /** Add the products of columns with a number of each row to the results. */
  void add(int from, int columns, float a, float b, float c, float d) {
    float[] resultsA = results[0];
    float[] resultsB = results[1];
    float[] resultsC = results[2];
    float[] resultsD = results[3];
    for (int i = 0; i < columns; i++) {
      float column = floats[from + i];
      resultsA[i] += a * column;
      resultsB[i] += b * column;
      resultsC[i] += c * column;
      resultsD[i] += d * column;
    }
  }

  /** Add the products of columns with an integer to the sums. */
  void add(int from, int columns, int factor) {
    for (int i = 0; i < columns; i++) {
      sums[i] += factor * integers[from + i];
    }
  }
}
