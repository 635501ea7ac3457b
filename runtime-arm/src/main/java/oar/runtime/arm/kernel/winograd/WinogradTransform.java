package oar.runtime.arm.kernel.winograd;

/**
 * The transforms of Winograd's algorithm F(4x4, 3x3): 16 sums of 9 products each are made with 36 products. With input tile d
 * [6, 6] and filter g [3, 3], the output tile [4, 4] is {@code A' ((G g G') * (B' d B)) A}, the product in the middle element by
 * element. Matrices are those of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015.
 */
public final class WinogradTransform {
  /** Elements of an input tile along each dimension. */
  public static final int INPUT = 6;
  /** Elements of an output tile along each dimension. */
  public static final int OUTPUT = 4;
  /** Elements of the filter along each dimension. */
  public static final int FILTER = 3;
  /** Products of a tile. */
  public static final int PRODUCTS = INPUT * INPUT;

  private static final double[][] G = {{1.0 / 4, 0, 0}, {-1.0 / 6, -1.0 / 6, -1.0 / 6}, {-1.0 / 6, 1.0 / 6, -1.0 / 6},
      {1.0 / 24, 1.0 / 12, 1.0 / 6}, {1.0 / 24, -1.0 / 12, 1.0 / 6}, {0, 0, 1}};

  private WinogradTransform() {}

  /**
   * Return one element of a transformed filter.
   *
   * @param elements filters, [3, 3] each
   * @param index where the filter begins
   * @param product which element, from 0 to {@link #PRODUCTS}, exclusively
   */
  public static float filter(float[] elements, int index, int product) {
    double sum = 0;
    for (int y = 0; y < FILTER; y++) {
      for (int x = 0; x < FILTER; x++) {
        sum += G[product / INPUT][y] * G[product % INPUT][x] * elements[index + y * FILTER + x];
      }
    }
    return (float) sum;
  }

  /** Multiply 6 values, {@code step} apart, with B'. */
  static void input(float[] values, int from, int step, float[] results, int to, int resultStep) {
    float d0 = values[from];
    float d1 = values[from + step];
    float d2 = values[from + 2 * step];
    float d3 = values[from + 3 * step];
    float d4 = values[from + 4 * step];
    float d5 = values[from + 5 * step];
    float even = d4 - 4 * d2;
    float odd = d3 - 4 * d1;
    float smallEven = d4 - d2;
    float smallOdd = 2 * (d3 - d1);
    results[to] = 4 * d0 - 5 * d2 + d4;
    results[to + resultStep] = even + odd;
    results[to + 2 * resultStep] = even - odd;
    results[to + 3 * resultStep] = smallEven + smallOdd;
    results[to + 4 * resultStep] = smallEven - smallOdd;
    results[to + 5 * resultStep] = 4 * d1 - 5 * d3 + d5;
  }

  /** Multiply 6 values, {@code step} apart, with A'. */
  static void output(float[] values, int from, int step, float[] results, int to, int resultStep) {
    float sum = values[from + step] + values[from + 2 * step];
    float difference = values[from + step] - values[from + 2 * step];
    float farSum = values[from + 3 * step] + values[from + 4 * step];
    float farDifference = values[from + 3 * step] - values[from + 4 * step];
    results[to] = values[from] + sum + farSum;
    results[to + resultStep] = difference + 2 * farDifference;
    results[to + 2 * resultStep] = sum + 4 * farSum;
    results[to + 3 * resultStep] = difference + 8 * farDifference + values[from + 5 * step];
  }
}
