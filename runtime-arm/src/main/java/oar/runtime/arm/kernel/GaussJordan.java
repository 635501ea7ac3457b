package oar.runtime.arm.kernel;

/** Inverts square matrices by Gauss-Jordan elimination with the greatest pivot of each column. */
public final class GaussJordan {
  private GaussJordan() {}

  /**
   * Replace a matrix by its inverse.
   *
   * @param a {@code n * n} elements, row by row; of no use if there is no inverse
   * @return false if a pivot is 0 or NaN, so that there is no inverse
   */
  public static boolean invert(double[] a, int n) {
    int[] pivots = new int[n];
    for (int step = 0; step < n; step++) {
      int pivot = pivotRow(a, n, step);
      pivots[step] = pivot;
      swapRows(a, n, step, pivot);
      double value = a[step * n + step];
      if (!(Math.abs(value) > 0)) {
        return false;
      }
      eliminate(a, n, step);
    }
    for (int step = n - 1; step >= 0; step--) {
      swapColumns(a, n, step, pivots[step]);
    }
    return true;
  }

  private static int pivotRow(double[] a, int n, int column) {
    int best = column;
    for (int row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]) > Math.abs(a[best * n + column])) {
        best = row;
      }
    }
    return best;
  }

  /** Clear a column but for its pivot; the column of the inverse that takes shape is kept in its place. */
  private static void eliminate(double[] a, int n, int step) {
    double pivot = a[step * n + step];
    a[step * n + step] = 1;
    for (int column = 0; column < n; column++) {
      a[step * n + column] /= pivot;
    }
    for (int row = 0; row < n; row++) {
      double factor = a[row * n + step];
      if (row != step && factor != 0) {
        a[row * n + step] = 0;
        for (int column = 0; column < n; column++) {
          a[row * n + column] -= factor * a[step * n + column];
        }
      }
    }
  }

  private static void swapRows(double[] a, int n, int i, int j) {
    for (int column = 0; column < n && i != j; column++) {
      double held = a[i * n + column];
      a[i * n + column] = a[j * n + column];
      a[j * n + column] = held;
    }
  }

  private static void swapColumns(double[] a, int n, int i, int j) {
    for (int row = 0; row < n && i != j; row++) {
      double held = a[row * n + i];
      a[row * n + i] = a[row * n + j];
      a[row * n + j] = held;
    }
  }
}
