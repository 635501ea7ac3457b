package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Resamples one dimension of a tensor.
 *
 * @param taps what each output element is made of
 * @param inner elements behind the dimension, which stay together
 */
public record Resampling(Taps taps, int inner) {
  private static final int LINE_ARRAY = 1;

  /**
   * Compute sums of single-precision elements by weight.
   *
   * @param from first of what is before the dimension
   * @param to behind the last of what is before the dimension
   */
  public void weigh(MemorySegment input, MemorySegment output, long from, long to, Scratch scratch) {
    if (inner == 1) {
      weighElements(input, output, from, to, scratch);
      return;
    }
    float[] sums = scratch.floats(0, inner);
    float[] line = scratch.floats(LINE_ARRAY, inner);
    for (long outer = from; outer < to; outer++) {
      for (int element = 0; element < taps.output(); element++) {
        Arrays.fill(sums, 0, inner, 0);
        for (int tap = 0; tap < taps.count(); tap++) {
          long index = (outer * taps.input() + taps.index(element, tap)) * inner;
          Memory.load(input, index, line, 0, inner);
          add(sums, line, taps.weight(element, tap));
        }
        Memory.store(sums, 0, output, (outer * taps.output() + element) * inner, inner);
      }
    }
  }

  private void add(float[] sums, float[] line, float weight) {
    for (int i = 0; i < inner; i++) {
      sums[i] += weight * line[i];
    }
  }

  private void weighElements(MemorySegment input, MemorySegment output, long from, long to, Scratch scratch) {
    float[] line = scratch.floats(0, taps.input());
    float[] results = scratch.floats(LINE_ARRAY, taps.output());
    for (long outer = from; outer < to; outer++) {
      Memory.load(input, outer * taps.input(), line, 0, taps.input());
      for (int element = 0; element < taps.output(); element++) {
        float sum = 0;
        for (int tap = 0; tap < taps.count(); tap++) {
          sum += taps.weight(element, tap) * line[taps.index(element, tap)];
        }
        results[element] = sum;
      }
      Memory.store(results, 0, output, outer * taps.output(), taps.output());
    }
  }

  /**
   * Copy the element of the first tap, of any type.
   *
   * @param elementSize bytes of an element
   */
  public void pick(MemorySegment input, MemorySegment output, long from, long to, int elementSize) {
    long size = (long) inner * elementSize;
    for (long outer = from; outer < to; outer++) {
      for (int element = 0; element < taps.output(); element++) {
        long index = outer * taps.input() + taps.index(element, 0);
        long target = outer * taps.output() + element;
        if (size == Float.BYTES) {
          Memory.set(output, target, Memory.get(input, index));
        } else {
          MemorySegment.copy(input, index * size, output, target * size, size);
        }
      }
    }
  }
}
