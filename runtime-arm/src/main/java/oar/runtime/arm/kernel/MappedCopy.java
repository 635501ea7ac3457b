package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A copy of a tensor in which each dimension lists the places of the original's dimension that it takes, in any order and any
 * of them as often as it likes.
 */
public final class MappedCopy {
  private final long[][] places;
  private final long[] strides;
  /** The last dimension that does not take all places in order, -1 if each does. */
  private final int mappedAxis;
  /** The positions in {@link #mappedAxis} that do not take the place behind the one that the position before takes. */
  private final int[] breaks;
  private final long lines;

  /**
   * Describe a copy.
   *
   * @param dimensions of the original
   * @param places what each dimension of the copy takes; each from 0 to the dimension of the original, exclusively
   * @param elementSize bytes of an element
   */
  public MappedCopy(long[] dimensions, List<long[]> places, int elementSize) {
    this.places = places.stream().map(long[]::clone).toArray(long[][]::new);
    strides = new long[dimensions.length + 1];
    strides[dimensions.length] = elementSize;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = strides[i + 1] * dimensions[i];
    }
    int axis = dimensions.length - 1;
    while (axis >= 0 && takesAll(this.places[axis], dimensions[axis])) {
      axis--;
    }
    mappedAxis = axis;
    breaks = axis < 0 ? new int[0] : breaks(this.places[axis]);
    long count = 1;
    for (int i = 0; i < axis; i++) {
      count *= this.places[i].length;
    }
    lines = count;
  }

  private static boolean takesAll(long[] list, long dimension) {
    return list.length == dimension && IntStream.range(0, list.length).allMatch(i -> list[i] == i);
  }

  private static int[] breaks(long[] list) {
    return IntStream.range(0, list.length).filter(i -> i == 0 || list[i] != list[i - 1] + 1).toArray();
  }

  /** Return the number of lines: pieces of the copy that differ in the dimensions before the last mapped one. */
  public long lines() {
    return lines;
  }

  /** Copy a range of lines. */
  public void run(MemorySegment source, MemorySegment target, long fromLine, long toLine) {
    if (mappedAxis < 0) {
      MemorySegment.copy(source, 0, target, 0, strides[0]);
      return;
    }
    long lineSize = places[mappedAxis].length * strides[mappedAxis + 1];
    for (long line = fromLine; line < toLine; line++) {
      long from = 0;
      long rest = line;
      for (int i = mappedAxis - 1; i >= 0; i--) {
        from += places[i][(int) (rest % places[i].length)] * strides[i + 1];
        rest /= places[i].length;
      }
      copyLine(source, from, target, line * lineSize);
    }
  }

  private void copyLine(MemorySegment source, long from, MemorySegment target, long to) {
    long[] list = places[mappedAxis];
    long size = strides[mappedAxis + 1];
    for (int i = 0; i < breaks.length; i++) {
      int end = i + 1 < breaks.length ? breaks[i + 1] : list.length;
      MemorySegment.copy(source, from + list[breaks[i]] * size, target, to + breaks[i] * size,
          (end - breaks[i]) * size);
    }
  }
}
