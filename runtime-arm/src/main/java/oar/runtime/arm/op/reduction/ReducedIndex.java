package oar.runtime.arm.op.reduction;

import oar.api.model.Shape;

/** Which elements of a tensor a reduction combines into which element of the result. */
final class ReducedIndex {
  private final long[] extents;
  private final long[] strides;
  private final boolean[] reduced;
  private final long count;

  ReducedIndex(Shape shape, boolean[] reduced) {
    this.extents = shape.dimensions();
    this.reduced = reduced.clone();
    this.strides = new long[extents.length];
    long stride = 1;
    long combined = 1;
    for (int i = extents.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= extents[i];
      combined *= reduced[i] ? extents[i] : 1;
    }
    this.count = combined;
  }

  /** Return how many elements make one of the result. */
  long count() {
    return count;
  }

  /** Return the first element that makes an element of the result. */
  long first(long result) {
    return index(result, false);
  }

  /** Return how far behind the first one another element lies. */
  long offset(long number) {
    return index(number, true);
  }

  private long index(long number, boolean alongReduced) {
    long rest = number;
    long index = 0;
    for (int i = extents.length - 1; i >= 0; i--) {
      if (reduced[i] == alongReduced) {
        index += rest % extents[i] * strides[i];
        rest /= extents[i];
      }
    }
    return index;
  }
}
