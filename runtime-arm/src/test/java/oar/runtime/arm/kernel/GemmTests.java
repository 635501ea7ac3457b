package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTests {
  private static final long SEED = 20260101;

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,7,3", "6,32,8", "7,33,255", "12,64,256", "13,31,257", "1,1000,513", "50,1,300", "3,5,0"})
  void productsEqualThoseOfPlainLoops(int m, int n, int k) {
    Random random = new Random(SEED + m * 31L + n);
    float[] a = floats(random, m * k);
    float[] b = floats(random, k * n);
    assertArrayEquals(plainProduct(a, b, m, n, k), product(a, b, m, n, k), 1e-6f * Math.max(k, 1));
  }

  @Test
  void vectorTileEqualsScalarTileForEveryDepth() {
    MicroKernel vector = new VectorMicroKernel();
    ScalarMicroKernel scalar = new ScalarMicroKernel();
    Random random = new Random(SEED);
    for (int depth : new int[]{1, 2, 3, 17, 256}) {
      float[] a = floats(random, depth * MicroKernel.ROWS);
      float[] b = floats(random, depth * vector.columns());
      float[] expected = tileByScalarKernel(scalar, a, b, depth, vector.columns());
      float[] tile = new float[MicroKernel.ROWS * vector.columns()];
      vector.run(depth, MemorySegment.ofArray(a), 0, MemorySegment.ofArray(b), 0, tile, false);
      assertArrayEquals(expected, tile, 1e-6f * depth, "depth " + depth);
    }
  }

  @Test
  void addingContinuesATile() {
    MicroKernel kernel = MicroKernel.best();
    float[] a = new float[2 * MicroKernel.ROWS];
    float[] b = new float[2 * kernel.columns()];
    Arrays.fill(a, 1);
    Arrays.fill(b, 2);
    float[] tile = new float[MicroKernel.ROWS * kernel.columns()];
    kernel.run(1, MemorySegment.ofArray(a), 0, MemorySegment.ofArray(b), 0, tile, false);
    kernel.run(1, MemorySegment.ofArray(a), MicroKernel.ROWS, MemorySegment.ofArray(b), kernel.columns(), tile, true);
    for (float value : tile) {
      assertEquals(4, value);
    }
  }

  /** The scalar kernel has fewer columns than a wide vector kernel: take its tiles side by side. */
  private static float[] tileByScalarKernel(ScalarMicroKernel scalar, float[] a, float[] b, int depth, int columns) {
    float[] result = new float[MicroKernel.ROWS * columns];
    float[] tile = new float[MicroKernel.ROWS * scalar.columns()];
    for (int from = 0; from < columns; from += scalar.columns()) {
      int width = Math.min(scalar.columns(), columns - from);
      float[] part = new float[depth * scalar.columns()];
      for (int k = 0; k < depth; k++) {
        System.arraycopy(b, k * columns + from, part, k * scalar.columns(), width);
      }
      scalar.run(depth, MemorySegment.ofArray(a), 0, MemorySegment.ofArray(part), 0, tile, false);
      for (int row = 0; row < MicroKernel.ROWS; row++) {
        System.arraycopy(tile, row * scalar.columns(), result, row * columns + from, width);
      }
    }
    return result;
  }

  private static float[] product(float[] a, float[] b, int m, int n, int k) {
    MemorySegment packedLeft = allocate(Gemm.packedLeftSize(m, k));
    Gemm.packLeft(Matrix.ofRows(m, k, copy(a), 0), packedLeft, 0);
    MemorySegment packedRight = allocate(Gemm.packedRightSize(k, n));
    Gemm.packRight(Matrix.ofRows(k, n, copy(b), 0), packedRight);
    float[] result = new float[m * n];
    Gemm.Product product = new Gemm.Product(m, n, k, packedLeft, 0, packedRight,
        (panel, from, depth) -> (panel * k + from) * Gemm.columns());
    Gemm.multiply(product, 0, Math.ceilDiv(n, Gemm.columns()), new float[Gemm.sumsSize(m)],
        (tile, row, column, rows, columns) -> {
          for (int r = 0; r < rows; r++) {
            System.arraycopy(tile, r * Gemm.columns(), result, (int) ((row + r) * n + column), columns);
          }
        });
    return result;
  }

  private static float[] plainProduct(float[] a, float[] b, int m, int n, int k) {
    float[] result = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int x = 0; x < k; x++) {
          sum += (double) a[i * k + x] * b[x * n + j];
        }
        result[i * n + j] = (float) sum;
      }
    }
    return result;
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static MemorySegment allocate(long elements) {
    return Arena.ofAuto().allocate(Math.max(elements, 1) * Float.BYTES);
  }

  private static MemorySegment copy(float[] values) {
    return allocate(values.length).copyFrom(MemorySegment.ofArray(values));
  }
}
