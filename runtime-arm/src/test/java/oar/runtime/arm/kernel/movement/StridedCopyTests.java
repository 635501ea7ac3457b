package oar.runtime.arm.kernel.movement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StridedCopyTests {
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
    StridedCopy transposition = new StridedCopy(View.of(2, 3).permute(1, 0), View.of(3, 2), size);
    transposition.run(MemorySegment.ofArray(input), MemorySegment.ofArray(output));
    assertArrayEquals(expected, output);
  }

  @Test
  void keepsLinesTogetherWhereTheLastDimensionStays() {
    float[] input = {0, 1, 2, 3, 4, 5, 6, 7};
    float[] output = new float[8];
    StridedCopy transposition = new StridedCopy(View.of(2, 2, 2).permute(1, 0, 2), View.of(2, 2, 2), Float.BYTES);
    assertEquals(4, transposition.units());
    transposition.run(MemorySegment.ofArray(input), MemorySegment.ofArray(output));
    assertArrayEquals(new float[]{0, 1, 4, 5, 2, 3, 6, 7}, output);
  }

  @Test
  void copiesAScalar() {
    float[] output = new float[1];
    new StridedCopy(View.of(), View.of(), Float.BYTES).run(MemorySegment.ofArray(new float[]{7}),
        MemorySegment.ofArray(output));
    assertArrayEquals(new float[]{7}, output);
  }

  @Test
  void runsDimensionsBackwardsAndRepeatsThem() {
    float[] output = new float[6];
    View backwardsTwice = View.of(3).pick(0, 2, -1, 3).repeat(0, 2);
    new StridedCopy(backwardsTwice, View.of(2, 3), Float.BYTES).run(MemorySegment.ofArray(new float[]{1, 2, 3}),
        MemorySegment.ofArray(output));
    assertArrayEquals(new float[]{3, 2, 1, 3, 2, 1}, output);
  }
}
