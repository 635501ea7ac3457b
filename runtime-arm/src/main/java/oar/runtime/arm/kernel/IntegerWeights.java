package oar.runtime.arm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.runtime.arm.kernel.IntegerTile.Field;

/**
 * INT8 weights, packed as one operand of a product with unsigned activations. Each channel is a row if they are the left operand, a
 * column if they are the right one. Immutable.
 */
public final class IntegerWeights {
  private static final long ALIGNMENT = 64;

  private final int channels;
  private final int depth;
  private final int height;
  private final MemorySegment panels;
  private final MemorySegment sums;
  private final MemorySegment scales;

  private IntegerWeights(int channels, int depth, int height) {
    this.channels = channels;
    this.depth = depth;
    this.height = height;
    long padded = (long) panelCount() * height;
    this.panels = allocate(padded * groups() * IntegerKernel.GROUP);
    this.sums = allocate(padded * Integer.BYTES);
    this.scales = allocate(padded * Float.BYTES);
  }

  private static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(Math.max(bytes, 1), ALIGNMENT);
  }

  /** What weights are, wherever they lie. */
  @FunctionalInterface
  public interface Elements {
    /** Return an element. */
    byte get(int channel, int k);
  }

  /** What a channel's integers are multiplied by. */
  @FunctionalInterface
  public interface Scales {
    /** Return a channel's scale. */
    float get(int channel);
  }

  /** Tell whether 32 bits hold sums of so many products. */
  public static boolean canSum(long depth) {
    return 0 < depth && depth <= IntegerKernel.DEEPEST;
  }

  /** Pack weights of which each channel is a row of the left operand. */
  public static IntegerWeights left(int channels, int depth, Elements elements, Scales scales) {
    int panelCount = Math.ceilDiv(Math.max(channels, 1), IntegerKernel.MOST_ROWS);
    return new IntegerWeights(channels, depth, Math.max(1, Math.ceilDiv(channels, panelCount))).fill(elements, scales);
  }

  /** Pack weights of which each channel is a column of the right operand. */
  public static IntegerWeights right(int channels, int depth, Elements elements, Scales scales) {
    return new IntegerWeights(channels, depth, IntegerKernel.COLUMNS).fill(elements, scales);
  }

  private IntegerWeights fill(Elements elements, Scales factors) {
    for (int channel = 0; channel < channels; channel++) {
      long place = (long) (channel / height) * groups() * height + channel % height;
      int sum = 0;
      for (int k = 0; k < depth; k++) {
        byte element = elements.get(channel, k);
        long group = place + (long) (k / IntegerKernel.GROUP) * height;
        panels.set(ValueLayout.JAVA_BYTE, group * IntegerKernel.GROUP + k % IntegerKernel.GROUP, element);
        sum += element;
      }
      sums.setAtIndex(ValueLayout.JAVA_INT, channel, sum);
      scales.setAtIndex(ValueLayout.JAVA_FLOAT, channel, factors.get(channel));
    }
    return this;
  }

  /** Return the number of channels. */
  public int channels() {
    return channels;
  }

  /** Return the weights of a channel. */
  public int depth() {
    return depth;
  }

  /** Return how many times four weights a channel has, zeros behind the last included. */
  public int groups() {
    return Math.ceilDiv(depth, IntegerKernel.GROUP);
  }

  /** Return the channels of a panel. */
  int height() {
    return height;
  }

  int panelCount() {
    return Math.ceilDiv(channels, height);
  }

  /** Tell a tile of a panel. */
  void describe(int panel, IntegerTile tile, boolean isLeft) {
    long first = (long) panel * height;
    tile.set(isLeft ? Field.A : Field.B, panels, first * groups() * IntegerKernel.GROUP);
    tile.set(isLeft ? Field.ROW_CORRECTIONS : Field.COLUMN_CORRECTIONS, sums, first * Integer.BYTES);
    tile.set(isLeft ? Field.ROW_SCALES : Field.COLUMN_SCALES, scales, first * Float.BYTES);
  }
}
