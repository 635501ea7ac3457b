package oar.runtime.arm.op.reduction;

import java.util.function.IntPredicate;
import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;

/**
 * Which elements of a tensor a reduction combines into which ones of the result. Adjacent dimensions of one kind are one. What is
 * left at the end is a run of adjacent elements: either it becomes one element of the result, together with other runs, or
 * each of its elements becomes one with those at the same place of other runs.
 */
final class ReducedRuns {
  private final long[] extents;
  private final boolean[] reduced;
  private final long[] strides;
  private final int count;

  ReducedRuns(Shape shape, IntPredicate isReduced) {
    int rank = shape.rank();
    extents = new long[rank + 1];
    reduced = new boolean[rank + 1];
    strides = new long[rank + 1];
    int last = 0;
    extents[0] = 1;
    for (int i = rank - 1; i >= 0; i--) {
      if (i == rank - 1) {
        reduced[0] = isReduced.test(i);
      } else if (isReduced.test(i) != reduced[last] && shape.dimension(i) != 1) {
        last++;
        extents[last] = 1;
        reduced[last] = isReduced.test(i);
      }
      extents[last] *= shape.dimension(i);
    }
    count = last + 1;
    strides[0] = 1;
    for (int i = 1; i < count; i++) {
      strides[i] = strides[i - 1] * extents[i - 1];
    }
  }

  /** Tell whether a run becomes one element. */
  boolean isRunReduced() {
    return reduced[0];
  }

  /** Return the elements of a run. */
  long runLength() {
    return extents[0];
  }

  /** Return how many elements of the result, or runs of them, there are. */
  long resultCount() {
    return product(false);
  }

  /** Return how many runs are combined. */
  long runCount() {
    return product(true);
  }

  private long product(boolean ofReduced) {
    long product = 1;
    for (int i = 1; i < count; i++) {
      product *= reduced[i] == ofReduced ? extents[i] : 1;
    }
    return product;
  }

  /** Return the first element that makes a result, or a run of results. */
  long first(long result) {
    return index(result, false);
  }

  /** Return how far behind the first one another run begins. */
  long offset(long run) {
    return index(run, true);
  }

  private long index(long number, boolean ofReduced) {
    long rest = number;
    long index = 0;
    for (int i = 1; i < count; i++) {
      if (reduced[i] == ofReduced) {
        index += rest % extents[i] * strides[i];
        rest /= extents[i];
      }
    }
    return index;
  }

  /** Return how many elements become one of the result. */
  long lineLength() {
    return runCount() * (isRunReduced() ? runLength() : 1);
  }

  /** Copy the elements that become one into an array of at least their number. */
  void load(Elements from, long result, double[] to) {
    long adjacent = isRunReduced() ? runLength() : 1;
    long start = isRunReduced() ? first(result) : first(result / runLength()) + result % runLength();
    int length = 0;
    for (long run = 0; run < runCount(); run++) {
      for (long i = 0; i < adjacent; i++) {
        to[length++] = from.getDouble(start + offset(run) + i);
      }
    }
  }
}
