package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatsTests {
  /** Some chunks and a part of one. */
  private static final int LARGE = 50_001;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "64, 64", "65, 130", "1, 200", "200, 1", "0, 3"})
  void transposeEveryTile(int rows, int columns) {
    Tensor transposed = Floats.transposed(counting(rows, columns));

    assertEquals(Shape.of(columns, rows), transposed.shape());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertEquals(i * columns + j, transposed.doubleAt((long) j * rows + i));
      }
    }
  }

  @Test
  void changeEveryChunk() {
    float[] results = Floats.affine(counting(LARGE, 1), 2, 1).toFloats();

    for (int i = 0; i < LARGE; i++) {
      assertEquals(2 * i + 1, results[i]);
    }
  }

  @Test
  void multiplyMatricesOfMoreDimensions() {
    Tensor product = Floats.product(Tensor.of(Shape.of(2, 2, 1, 1), 1f, 2, 3, 4),
        Tensor.of(Shape.of(2, 1, 3), 1f, 2, 3, 10, 20, 30));

    assertEquals(Shape.of(2, 1, 3), product.shape());
    assertArrayEquals(new float[]{21, 42, 63, 43, 86, 129}, product.toFloats());
  }

  @Test
  void sumProductsInDoublePrecision() {
    Tensor product = Floats.product(Tensor.of(Shape.of(1, 3), 1e8f, 1, -1e8f), Tensor.of(Shape.of(3, 1), 1f, 1, 1));

    assertArrayEquals(new float[]{1}, product.toFloats());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LARGE / 2, LARGE - 1})
  void areZeroOnlyIfAllAre(int other) {
    float[] values = new float[LARGE];
    assertTrue(Floats.areZero(Tensor.of(Shape.of(LARGE), values)));

    values[other] = Float.MIN_VALUE;
    assertFalse(Floats.areZero(Tensor.of(Shape.of(LARGE), values)));
  }

  private static Tensor counting(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Tensor.of(Shape.of(rows, columns), values);
  }
}
