package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
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
    Random random = new Random(SEED);
    for (int depth : new int[]{1, 2, 3, 17, 256}) {
      float[] a = floats(random, depth * MicroKernel.ROWS);
      float[] b = floats(random, depth * vector.columns());
      float[] expected = tileByScalarKernel(a, b, depth, vector.columns());
      assertArrayEquals(expected, tile(vector, copy(a), copy(b), 0, depth), 1e-6f * depth, "depth " + depth);
    }
  }

  @Test
  void addingContinuesATile() {
    for (MicroKernel kernel : List.of(new VectorMicroKernel(), new ScalarMicroKernel())) {
      float[] a = new float[2 * MicroKernel.ROWS];
      float[] b = new float[2 * kernel.columns()];
      Arrays.fill(a, 1);
      Arrays.fill(b, 2);
      Tile tile = new Tile();
      tile.a = copy(a);
      tile.b = copy(b);
      tile.bStride = kernel.columns();
      tile.c = allocate(MicroKernel.ROWS * kernel.columns());
      tile.cStride = kernel.columns();
      tile.depth = 1;
      kernel.run(tile);
      tile.aIndex = MicroKernel.ROWS;
      tile.bIndex = kernel.columns();
      tile.adds = true;
      kernel.run(tile);
      for (float value : tile.c.toArray(Memory.FLOAT)) {
        assertEquals(4, value);
      }
    }
  }

  private static float[] tile(MicroKernel kernel, MemorySegment a, MemorySegment b, int column, int depth) {
    Tile tile = new Tile();
    tile.a = a;
    tile.b = b;
    tile.bIndex = column;
    tile.bStride = b.byteSize() / Float.BYTES / depth;
    tile.c = allocate(MicroKernel.ROWS * kernel.columns());
    tile.cStride = kernel.columns();
    tile.depth = depth;
    kernel.run(tile);
    return tile.c.toArray(Memory.FLOAT);
  }

  /** The scalar kernel has other columns than a vector kernel: take its tiles side by side, out of B with columns of 0. */
  private static float[] tileByScalarKernel(float[] a, float[] b, int depth, int columns) {
    ScalarMicroKernel scalar = new ScalarMicroKernel();
    int wide = Math.ceilDiv(columns, scalar.columns()) * scalar.columns();
    float[] widened = new float[depth * wide];
    for (int k = 0; k < depth; k++) {
      System.arraycopy(b, k * columns, widened, k * wide, columns);
    }
    float[] result = new float[MicroKernel.ROWS * columns];
    for (int from = 0; from < columns; from += scalar.columns()) {
      float[] tile = tile(scalar, copy(a), copy(widened), from, depth);
      for (int row = 0; row < MicroKernel.ROWS; row++) {
        System.arraycopy(tile, row * scalar.columns(), result, row * columns + from,
            Math.min(scalar.columns(), columns - from));
      }
    }
    return result;
  }

  private static float[] product(float[] a, float[] b, int m, int n, int k) {
    MemorySegment packedLeft = allocate(Gemm.packedLeftSize(m, k));
    Gemm.packLeft(Matrix.ofRows(m, k, copy(a), 0), packedLeft, 0);
    MemorySegment packedRight = allocate(Gemm.packedRightSize(k, n));
    Gemm.packRight(Matrix.ofRows(k, n, copy(b), 0), packedRight);
    MemorySegment result = allocate(m * n);
    Gemm.RightPanels panels = (panel, from, depth, place) -> place.set(packedRight, (panel * k + from) * Gemm.columns(),
        Gemm.columns());
    Gemm.multiply(new Gemm.Product(m, n, k, packedLeft, 0, panels, result, 0), 0, Math.ceilDiv(n, Gemm.columns()),
        new Scratch());
    return result.toArray(Memory.FLOAT);
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
