package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.runtime.arm.kernel.IntegerTile.Field;

/**
 * Products of INT8 weights with a few lanes of quantized activations, for one thread: columns of the right operand if the weights
 * are the left one, rows of the left operand if they are the right one.
 */
public final class IntegerProduct {
  private final IntegerWeights weights;
  private final boolean leftIsWeights;
  private final int lanes;
  private final MemorySegment memory;
  private final long corrections;
  private final long scales;
  private final long result;
  private final IntegerTile tile;

  private IntegerProduct(IntegerWeights weights, boolean leftIsWeights, int lanes, Scratch scratch) {
    this.weights = weights;
    this.leftIsWeights = leftIsWeights;
    this.lanes = lanes;
    corrections = align((long) weights.groups() * panelLanes() * IntegerKernel.GROUP);
    scales = corrections + IntegerKernel.COLUMNS * Integer.BYTES;
    result = scales + IntegerKernel.COLUMNS * Float.BYTES;
    long size = result + (long) IntegerKernel.MOST_ROWS * IntegerKernel.COLUMNS * Float.BYTES;
    memory = scratch.memory(size / Float.BYTES);
    tile = scratch.integerTile();
  }

  private static long align(long size) {
    return (size + Scratch.ALIGNMENT - 1) / Scratch.ALIGNMENT * Scratch.ALIGNMENT;
  }

  /** Prepare products whose left operand is weights. */
  public static IntegerProduct withLeft(IntegerWeights weights, Scratch scratch) {
    return new IntegerProduct(weights, true, IntegerKernel.COLUMNS, scratch);
  }

  /**
   * Prepare products whose right operand is weights.
   *
   * @param rows of the left operand, from 1 to {@link #mostRows}
   */
  public static IntegerProduct withRight(IntegerWeights weights, int rows, Scratch scratch) {
    return new IntegerProduct(weights, false, rows, scratch);
  }

  /** Return how many columns of activations a product takes. */
  public static int columns() {
    return IntegerKernel.COLUMNS;
  }

  /** Return how many rows of activations a product takes at most. */
  public static int mostRows() {
    return IntegerKernel.MOST_ROWS;
  }

  /** Return how many weights a channel has. */
  public int depth() {
    return weights.depth();
  }

  private int panelLanes() {
    return leftIsWeights ? IntegerKernel.COLUMNS : lanes;
  }

  /** Say how the activations of a lane were quantized. */
  public void quantization(int lane, ActivationQuantization quantization) {
    memory.set(ValueLayout.JAVA_INT, corrections + (long) lane * Integer.BYTES, quantization.zeroPoint());
    memory.set(ValueLayout.JAVA_FLOAT, scales + (long) lane * Float.BYTES, quantization.scale());
  }

  /**
   * Take columns of activations.
   *
   * @param rows a byte for each column of each row k, rows behind the last included that make their number a multiple of 4
   * @param offset where they begin
   * @param stride bytes from a row to the next
   */
  public void columns(MemorySegment rows, long offset, long stride) {
    ByteInterleaver.run(rows, offset, stride, weights.groups(), memory, 0);
  }

  /**
   * Take a row of activations.
   *
   * @param from FLOAT32, as many as a channel has weights, from element {@code index}
   */
  public void row(int lane, ActivationQuantization quantization, MemorySegment from, long index, Scratch scratch) {
    MemorySegment bytes = scratch.byteMemory((long) weights.groups() * IntegerKernel.GROUP);
    quantization.quantize(from, index, bytes, 0, weights.depth(), scratch);
    for (int group = 0; group < weights.groups(); group++) {
      memory.setAtIndex(ValueLayout.JAVA_INT, (long) group * lanes + lane,
          bytes.getAtIndex(ValueLayout.JAVA_INT, group));
    }
  }

  /**
   * Multiply.
   *
   * @param c takes the results, FLOAT32, from element {@code index}
   * @param stride elements from a row to the next
   * @param validLanes lanes that mean something; the results of others are dropped
   */
  public void multiply(MemorySegment c, long index, long stride, int validLanes) {
    tile.set(Field.GROUPS, weights.groups());
    for (int panel = 0; panel < weights.panelCount(); panel++) {
      int channels = Math.min(weights.height(), weights.channels() - panel * weights.height());
      boolean isWhole = channels == weights.height() && validLanes == panelLanes();
      long place = index + panel * weights.height() * (leftIsWeights ? stride : 1);
      tile.set(Field.C, isWhole ? c : memory, isWhole ? place * Float.BYTES : result);
      tile.set(Field.C_STRIDE, (isWhole ? stride : IntegerKernel.COLUMNS) * Float.BYTES);
      run(panel);
      if (!isWhole) {
        copy(c, place, stride, leftIsWeights ? channels : validLanes, leftIsWeights ? validLanes : channels);
      }
    }
  }

  private void run(int panel) {
    weights.describe(panel, tile, leftIsWeights);
    tile.set(leftIsWeights ? Field.B : Field.A, memory, 0);
    tile.set(leftIsWeights ? Field.COLUMN_CORRECTIONS : Field.ROW_CORRECTIONS, memory, corrections);
    tile.set(leftIsWeights ? Field.COLUMN_SCALES : Field.ROW_SCALES, memory, scales);
    IntegerKernel.of(leftIsWeights ? weights.height() : lanes, leftIsWeights).run(tile);
  }

  private void copy(MemorySegment c, long index, long stride, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(memory, result + (long) row * IntegerKernel.COLUMNS * Float.BYTES, c,
          (index + row * stride) * Float.BYTES, (long) columns * Float.BYTES);
    }
  }
}
