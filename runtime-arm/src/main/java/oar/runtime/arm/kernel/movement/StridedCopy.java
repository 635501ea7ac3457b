package oar.runtime.arm.kernel.movement;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.View;

/**
 * A copy of elements from where one view says to where another says. Dimensions are sorted by how they lie in the target, and
 * those that lie in memory as one do are merged, so that what is left is lines as long as possible. A unit is a line.
 */
public final class StridedCopy implements Movement {
  /** Less bytes than this are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 15;

  private final long[] extents;
  private final long[] sourceStrides;
  private final long[] targetStrides;
  private final long sourceStart;
  private final long targetStart;
  private final long lines;
  private final int elementSize;

  /**
   * Describe a copy.
   *
   * @param source where the elements are
   * @param target where they go: a view of the same dimensions
   * @param elementSize bytes of an element
   */
  public StridedCopy(View source, View target, int elementSize) {
    assert Arrays.equals(source.extents(), target.extents());
    int[] order = IntStream.range(0, target.rank()).boxed()
        .sorted(Comparator.comparingLong(axis -> -Math.abs(target.stride(axis)))).mapToInt(axis -> axis).toArray();
    View from = source.permute(order);
    View to = target.permute(order);
    long[] mergedExtents = new long[from.rank() + 1];
    long[] sources = new long[from.rank() + 1];
    long[] targets = new long[from.rank() + 1];
    Arrays.fill(mergedExtents, 1);
    int count = 0;
    for (int i = from.rank() - 1; i >= 0; i--) {
      int last = count - 1;
      if (from.extent(i) == 1) {
        continue;
      }
      if (count > 0 && from.stride(i) == sources[last] * mergedExtents[last]
          && to.stride(i) == targets[last] * mergedExtents[last]) {
        mergedExtents[last] *= from.extent(i);
      } else {
        mergedExtents[count] = from.extent(i);
        sources[count] = from.stride(i);
        targets[count++] = to.stride(i);
      }
    }
    this.extents = Arrays.copyOf(mergedExtents, Math.max(count, 1));
    this.sourceStrides = sources;
    this.targetStrides = targets;
    this.sourceStart = from.start();
    this.targetStart = to.start();
    this.elementSize = elementSize;
    this.lines = extents[0] == 0 ? 0 : Arrays.stream(extents).skip(1).reduce(1, (x, y) -> x * y);
  }

  /** Return what is left of the dimensions. */
  public MovedDimensions dimensions() {
    return new MovedDimensions(
        IntStream.range(0, extents.length).mapToObj(i -> new MovedDimension(extents[i], sourceStrides[i] * elementSize,
            targetStrides[i] * elementSize)).toList(),
        sourceStart * elementSize, targetStart * elementSize, elementSize);
  }

  @Override
  public long units() {
    return lines;
  }

  @Override
  public long grain() {
    return Math.max(1, SMALLEST_SHARE / (extents[0] * elementSize + 1));
  }

  /** Copy all lines. */
  public void run(MemorySegment source, MemorySegment target) {
    run(source, target, 0, lines);
  }

  @Override
  public void run(MemorySegment source, MemorySegment target, long fromLine, long toLine, Scratch scratch) {
    run(source, target, fromLine, toLine);
  }

  private void run(MemorySegment source, MemorySegment target, long fromLine, long toLine) {
    for (long line = fromLine; line < toLine; line++) {
      long from = sourceStart;
      long to = targetStart;
      long rest = line;
      for (int i = 1; i < extents.length; i++) {
        long index = rest % extents[i];
        rest /= extents[i];
        from += index * sourceStrides[i];
        to += index * targetStrides[i];
      }
      copyLine(source, from, target, to);
    }
  }

  private void copyLine(MemorySegment source, long from, MemorySegment target, long to) {
    if (extents[0] == 1 || sourceStrides[0] == 1 && targetStrides[0] == 1) {
      MemorySegment.copy(source, from * elementSize, target, to * elementSize, extents[0] * elementSize);
      return;
    }
    switch (elementSize) {
      case Byte.BYTES -> copyBytes(source, from, target, to);
      case Integer.BYTES -> copyInts(source, from, target, to);
      case Long.BYTES -> copyLongs(source, from, target, to);
      default -> copyElements(source, from, target, to);
    }
  }

  private void copyBytes(MemorySegment source, long from, MemorySegment target, long to) {
    for (long i = 0; i < extents[0]; i++) {
      target.set(ValueLayout.JAVA_BYTE, to + i * targetStrides[0],
          source.get(ValueLayout.JAVA_BYTE, from + i * sourceStrides[0]));
    }
  }

  private void copyInts(MemorySegment source, long from, MemorySegment target, long to) {
    for (long i = 0; i < extents[0]; i++) {
      target.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, to + i * targetStrides[0],
          source.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, from + i * sourceStrides[0]));
    }
  }

  private void copyLongs(MemorySegment source, long from, MemorySegment target, long to) {
    for (long i = 0; i < extents[0]; i++) {
      target.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, to + i * targetStrides[0],
          source.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, from + i * sourceStrides[0]));
    }
  }

  private void copyElements(MemorySegment source, long from, MemorySegment target, long to) {
    for (long i = 0; i < extents[0]; i++) {
      MemorySegment.copy(source, (from + i * sourceStrides[0]) * elementSize, target,
          (to + i * targetStrides[0]) * elementSize, elementSize);
    }
  }
}
