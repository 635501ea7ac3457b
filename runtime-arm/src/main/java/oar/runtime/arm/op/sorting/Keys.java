package oar.runtime.arm.op.sorting;

import oar.runtime.arm.kernel.IndexSort;
import oar.runtime.arm.op.Elements;

/** The elements of a line of a tensor in an array, by which their numbers are sorted; integers stay exact. */
final class Keys {
  private final double[] reals;
  private final long[] integers;

  private Keys(double[] reals, long[] integers) {
    this.reals = reals;
    this.integers = integers;
  }

  /** Make room for lines of elements. */
  static Keys of(Elements elements, int length) {
    return elements.isIntegral()
        ? new Keys(new double[0], new long[length])
        : new Keys(new double[length], new long[0]);
  }

  /** Take every {@code stride}-th element. */
  void load(Elements from, long start, long stride) {
    from.load(start, stride, reals, reals.length);
    for (int i = 0; i < integers.length; i++) {
      integers[i] = from.getLong(start + i * stride);
    }
  }

  /** Set an element of a tensor to a key. */
  void store(int key, Elements to, long index) {
    if (isIntegral()) {
      to.set(index, integers[key]);
    } else {
      to.set(index, reals[key]);
    }
  }

  /** Set an element of a tensor to the mean of two keys, which is truncated if they are integers. */
  void storeMean(int left, int right, Elements to, long index) {
    if (isIntegral()) {
      to.set(index, (integers[left] + integers[right]) / 2);
    } else {
      to.set(index, (reals[left] + reals[right]) / 2);
    }
  }

  /** Return the number of keys. */
  int size() {
    return isIntegral() ? integers.length : reals.length;
  }

  boolean isNaN(int key) {
    return !isIntegral() && Double.isNaN(reals[key]);
  }

  boolean areEqual(int left, int right) {
    return isIntegral() ? integers[left] == integers[right] : reals[left] == reals[right];
  }

  /** Return a key as something that equals that of another key of the same number, 0 of either sign included. */
  Number number(int key) {
    return isIntegral() ? (Number) integers[key] : (Number) (reals[key] + 0.0);
  }

  /** Return the order from the least to the greatest, NaN. */
  IndexSort.Order ascending() {
    IndexSort.Order numbers = ascendingNumbers();
    return (left, right) -> numbers.isBefore(left, right) || isNaN(right) && !isNaN(left);
  }

  /** Return the order from the greatest, NaN, to the least. */
  IndexSort.Order descending() {
    IndexSort.Order ascending = ascending();
    return (left, right) -> ascending.isBefore(right, left);
  }

  /** Return the order from the least to the greatest, in which NaN comes neither before nor behind anything. */
  IndexSort.Order ascendingNumbers() {
    return isIntegral()
        ? (left, right) -> integers[left] < integers[right]
        : (left, right) -> reals[left] < reals[right];
  }

  /** Return the order from the greatest to the least, in which NaN comes neither before nor behind anything. */
  IndexSort.Order descendingNumbers() {
    IndexSort.Order ascending = ascendingNumbers();
    return (left, right) -> ascending.isBefore(right, left);
  }

  private boolean isIntegral() {
    return integers.length > 0;
  }
}
