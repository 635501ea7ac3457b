package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.runtime.arm.kernel.IntegerTile.Field;

/** The integer kernel without machine code: the oracle of the other one, and what runs where there is none. */
final class PlainIntegerKernel extends IntegerKernel {
  private final int rows;
  private final boolean leftIsWeights;

  PlainIntegerKernel(int rows, boolean leftIsWeights) {
    this.rows = rows;
    this.leftIsWeights = leftIsWeights;
  }

  @Override
  void run(IntegerTile tile) {
    int[][] sums = new int[rows][COLUMNS];
    int[] words = new int[COLUMNS];
    int[] step = new int[COLUMNS];
    for (long group = 0; group < tile.number(Field.GROUPS); group++) {
      ints(tile, Field.B, group * COLUMNS, words);
      for (int k = 0; k < GROUP; k++) {
        take(words, k, step);
        for (int row = 0; row < rows; row++) {
          add(left(tile, (group * rows + row) * GROUP + k), step, sums[row]);
        }
      }
    }
    finish(tile, sums);
  }

  private static void ints(IntegerTile tile, Field field, long index, int[] to) {
    MemorySegment.copy(tile.memory(field), ValueLayout.JAVA_INT_UNALIGNED,
        tile.offset(field) + index * Integer.BYTES, to, 0, to.length);
  }

  private static void floats(IntegerTile tile, Field field, float[] to, int count) {
    MemorySegment.copy(tile.memory(field), Memory.FLOAT, tile.offset(field), to, 0, count);
  }

  private int left(IntegerTile tile, long index) {
    byte value = tile.memory(Field.A).get(ValueLayout.JAVA_BYTE, tile.offset(Field.A) + index);
    return leftIsWeights ? value : value & 0xff;
  }

  private void take(int[] words, int k, int[] to) {
    int above = Integer.SIZE - Byte.SIZE * (k + 1);
    int all = Integer.SIZE - Byte.SIZE;
    for (int i = 0; i < COLUMNS; i++) {
      to[i] = leftIsWeights ? words[i] << above >>> all : words[i] << above >> all;
    }
  }

  private static void add(int left, int[] right, int[] sums) {
    for (int i = 0; i < COLUMNS; i++) {
      sums[i] += left * right[i];
    }
  }

  private void finish(IntegerTile tile, int[][] sums) {
    int[] rowCorrections = new int[rows];
    int[] columnCorrections = new int[COLUMNS];
    float[] rowScales = new float[rows];
    float[] columnScales = new float[COLUMNS];
    ints(tile, Field.ROW_CORRECTIONS, 0, rowCorrections);
    ints(tile, Field.COLUMN_CORRECTIONS, 0, columnCorrections);
    floats(tile, Field.ROW_SCALES, rowScales, rows);
    floats(tile, Field.COLUMN_SCALES, columnScales, COLUMNS);
    float[] results = new float[COLUMNS];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < COLUMNS; i++) {
        results[i] = (sums[row][i] - rowCorrections[row] * columnCorrections[i]) * (rowScales[row] * columnScales[i]);
      }
      MemorySegment.copy(results, 0, tile.memory(Field.C), Memory.FLOAT,
          tile.offset(Field.C) + row * tile.number(Field.C_STRIDE), COLUMNS);
    }
  }
}
