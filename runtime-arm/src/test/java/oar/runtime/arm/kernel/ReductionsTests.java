package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionsTests {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 13, 4098})
  void sumAndMaxAgreeWithPlainLoops(int length) {
    Random random = new Random(length);
    float[] x = new float[length];
    double sum = 0;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      x[i] = random.nextFloat() - 0.5f;
      sum += x[i];
      max = Math.max(max, x[i]);
    }
    assertEquals(sum, Reductions.sum(x.clone(), length), 1e-6 * length);
    assertEquals(max, Reductions.max(x, length));
  }

  @Test
  void nothingSumsToZeroAndHasNoMaximum() {
    assertEquals(0, Reductions.sum(new float[4], 0));
    assertEquals(Float.NEGATIVE_INFINITY, Reductions.max(new float[4], 0));
  }

  @Test
  void maxOfNaNIsNaN() {
    assertEquals(Float.NaN, Reductions.max(new float[]{1, Float.NaN, 2}, 3));
  }
}
