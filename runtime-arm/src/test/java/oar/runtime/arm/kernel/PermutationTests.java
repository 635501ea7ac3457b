package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTests {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void transposesElementsOfEverySize(int size) {
    byte[] input = new byte[6 * size];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) i;
    }
    byte[] expected = new byte[input.length];
    int[] order = {0, 3, 1, 4, 2, 5};
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(input, order[i] * size, expected, i * size, size);
    }
    byte[] output = new byte[input.length];
    Permutation permutation = new Permutation(new long[]{2, 3}, new int[]{1, 0}, size);
    permutation.run(MemorySegment.ofArray(input), MemorySegment.ofArray(output), 0, permutation.lines());
    assertArrayEquals(expected, output);
  }

  @Test
  void keepsLinesTogetherWhereTheLastDimensionStays() {
    float[] input = {0, 1, 2, 3, 4, 5, 6, 7};
    float[] output = new float[8];
    Permutation permutation = new Permutation(new long[]{2, 2, 2}, new int[]{1, 0, 2}, Float.BYTES);
    permutation.run(MemorySegment.ofArray(input), MemorySegment.ofArray(output), 0, permutation.lines());
    assertArrayEquals(new float[]{0, 1, 4, 5, 2, 3, 6, 7}, output);
  }

  @Test
  void copiesAScalar() {
    float[] output = new float[1];
    Permutation permutation = new Permutation(new long[0], new int[0], Float.BYTES);
    permutation.run(MemorySegment.ofArray(new float[]{7}), MemorySegment.ofArray(output), 0, permutation.lines());
    assertArrayEquals(new float[]{7}, output);
  }
}
