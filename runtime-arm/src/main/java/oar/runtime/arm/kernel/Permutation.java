package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Copies of tensors with their dimensions in another order. */
public final class Permutation {
  private final long[] extents;
  private final long[] strides;
  private final int elementSize;

  /**
   * Describe a copy.
   *
   * @param dimensions of the input
   * @param order which dimension of the input each one of the output is
   * @param elementSize bytes of an element
   */
  public Permutation(long[] dimensions, int[] order, int elementSize) {
    long[] inputStrides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      inputStrides[i] = stride;
      stride *= dimensions[i];
    }
    this.elementSize = elementSize;
    extents = new long[order.length];
    strides = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      extents[i] = dimensions[order[i]];
      strides[i] = inputStrides[order[i]];
    }
  }

  /** Return the number of lines of the output: runs along its last dimension. */
  public long lines() {
    long lines = 1;
    for (int i = 0; i < extents.length - 1; i++) {
      lines *= extents[i];
    }
    return lines;
  }

  /** Copy a range of lines. */
  public void run(MemorySegment input, MemorySegment output, long fromLine, long toLine) {
    int last = extents.length - 1;
    long length = last < 0 ? 1 : extents[last];
    long stride = last < 0 ? 1 : strides[last];
    for (long line = fromLine; line < toLine; line++) {
      long from = 0;
      long rest = line;
      for (int i = last - 1; i >= 0; i--) {
        from += rest % extents[i] * strides[i];
        rest /= extents[i];
      }
      if (stride == 1) {
        MemorySegment.copy(input, from * elementSize, output, line * length * elementSize, length * elementSize);
      } else {
        copyElements(input, from, stride, output, line * length, length);
      }
    }
  }

  private void copyElements(MemorySegment input, long from, long stride, MemorySegment output, long to, long length) {
    switch (elementSize) {
      case 1 -> {
        for (long i = 0; i < length; i++) {
          output.set(ValueLayout.JAVA_BYTE, to + i, input.get(ValueLayout.JAVA_BYTE, from + i * stride));
        }
      }
      case 2 -> {
        for (long i = 0; i < length; i++) {
          output.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, to + i,
              input.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, from + i * stride));
        }
      }
      case 4 -> {
        for (long i = 0; i < length; i++) {
          output.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, to + i,
              input.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, from + i * stride));
        }
      }
      default -> {
        for (long i = 0; i < length; i++) {
          MemorySegment.copy(input, (from + i * stride) * elementSize, output, (to + i) * elementSize, elementSize);
        }
      }
    }
  }
}
