package oar.runtime.arm.kernel.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Packs panels of columns of integers: the elements of a step of each column side by side. */
final class IntegerPacker {
  /** Rows at a time; whole steps of any arithmetic. */
  private static final int BLOCK = 64;

  private final ByteMatrix matrix;
  private final Arithmetic arithmetic;
  private final int steps;
  private final byte[] block;
  private final byte[] line = new byte[BLOCK];
  private final int[] sums;

  /**
   * Create a packer.
   *
   * @param steps of a column; elements behind the last row are 0
   * @param width the most columns of a panel
   */
  IntegerPacker(ByteMatrix matrix, Arithmetic arithmetic, int steps, int width) {
    this.matrix = matrix;
    this.arithmetic = arithmetic;
    this.steps = steps;
    block = new byte[BLOCK * width];
    sums = new int[width];
  }

  /**
   * Pack a panel.
   *
   * @param first number of the first column
   * @param count how many columns
   * @param width how many columns the panel has room for
   * @param to takes the panel, from byte {@code offset}
   */
  void pack(int first, int count, int width, MemorySegment to, long offset) {
    int perStep = arithmetic.elementsPerStep();
    int rowBytes = width * Arithmetic.STEP_BYTES;
    byte[] bytes = new byte[arithmetic == Arithmetic.BYTES ? rowBytes : 0];
    short[] shorts = new short[arithmetic == Arithmetic.BYTES ? 0 : width * perStep];
    Arrays.fill(sums, 0);
    for (int step = 0; step < steps; step++) {
      int row = step * perStep % BLOCK;
      if (row == 0) {
        Arrays.fill(block, (byte) 0);
        matrix.copy(step * perStep, BLOCK, first, count, block, line);
      }
      for (int i = 0; i < perStep; i++) {
        take((row + i) * count, i, count, bytes, shorts);
      }
      if (arithmetic == Arithmetic.BYTES) {
        MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, offset + (long) step * rowBytes, bytes.length);
      } else {
        MemorySegment.copy(shorts, 0, to, ValueLayout.JAVA_SHORT, offset + (long) step * rowBytes, shorts.length);
      }
    }
  }

  private void take(int from, int place, int count, byte[] bytes, short[] shorts) {
    int perStep = arithmetic.elementsPerStep();
    if (arithmetic == Arithmetic.BYTES) {
      for (int column = 0; column < count; column++) {
        bytes[column * perStep + place] = block[from + column];
      }
    } else {
      for (int column = 0; column < count; column++) {
        shorts[column * perStep + place] = block[from + column];
      }
    }
    for (int column = 0; column < count; column++) {
      sums[column] += block[from + column];
    }
  }

  /** Return the sum of a column of the latest panel, by its number in it. */
  int sum(int column) {
    return sums[column];
  }
}
