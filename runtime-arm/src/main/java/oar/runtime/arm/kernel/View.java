package oar.runtime.arm.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where the elements of a tensor lie in memory: at a start plus, for each dimension, the index times a stride. A stride is
 * negative where a dimension runs backwards, and 0 where it repeats one element. Counted in elements.
 */
public final class View {
  private final long start;
  private final long[] extents;
  private final long[] strides;

  private View(long start, long[] extents, long[] strides) {
    this.start = start;
    this.extents = extents;
    this.strides = strides;
  }

  /** Return the view of a dense row-major tensor. */
  public static View of(long... dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dimensions[i];
    }
    return new View(0, dimensions.clone(), strides);
  }

  /**
   * Return the view of dimensions that lie in memory in any way.
   *
   * @param start place of the first element
   * @param extents the dimensions
   * @param strides the distances of neighbours along them
   */
  public static View strided(long start, long[] extents, long[] strides) {
    assert extents.length == strides.length;
    return new View(start, extents.clone(), strides.clone());
  }

  /** Return the place of the first element. */
  public long start() {
    return start;
  }

  /** Return the number of dimensions. */
  public int rank() {
    return extents.length;
  }

  /** Return one dimension. */
  public long extent(int axis) {
    return extents[axis];
  }

  /** Return all dimensions, in an array of the caller's own. */
  public long[] extents() {
    return extents.clone();
  }

  /** Return the distance of neighbours along a dimension. */
  public long stride(int axis) {
    return strides[axis];
  }

  /**
   * Return the view of some elements along a dimension.
   *
   * @param from the first one
   * @param step from one to the next; may be negative
   * @param count how many
   */
  public View pick(int axis, long from, long step, long count) {
    long[] newExtents = extents.clone();
    long[] newStrides = strides.clone();
    newExtents[axis] = count;
    newStrides[axis] *= step;
    return new View(count == 0 ? start : start + from * strides[axis], newExtents, newStrides);
  }

  /** Return the view with a dimension taken apart into several, row-major. */
  public View split(int axis, long... parts) {
    View inner = of(parts);
    long[] innerStrides = LongStream.of(inner.strides).map(stride -> stride * strides[axis]).toArray();
    return new View(start, replace(extents, axis, parts), replace(strides, axis, innerStrides));
  }

  /** Return the view with a dimension more, along which all that there is repeats. */
  public View repeat(int axis, long times) {
    return new View(start, insert(extents, axis, times), insert(strides, axis, 0));
  }

  /** Return the view without a dimension, at its first element. */
  public View drop(int axis) {
    return new View(start, replace(extents, axis, new long[0]), replace(strides, axis, new long[0]));
  }

  /**
   * Return the view of a diagonal of two dimensions, which takes their place as the last dimension.
   *
   * @param offset how far the diagonal begins behind the first element of {@code columns}, or of {@code rows} if negative
   */
  public View diagonal(int rows, int columns, long offset) {
    long first = Math.max(-offset, 0);
    long second = Math.max(offset, 0);
    long length = Math.max(0, Math.min(extents[rows] - first, extents[columns] - second));
    View begin = length == 0 ? this : pick(rows, first, 1, length).pick(columns, second, 1, length);
    View others = begin.drop(Math.max(rows, columns)).drop(Math.min(rows, columns));
    return new View(others.start, insert(others.extents, others.rank(), length),
        insert(others.strides, others.rank(), strides[rows] + strides[columns]));
  }

  /** Return the place of an element, given its number in row-major order. */
  public long place(long number) {
    long place = start;
    long rest = number;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      place += rest % extents[axis] * strides[axis];
      rest /= extents[axis];
    }
    return place;
  }

  /** Return the view with dimension {@code order[i]} as its dimension i. */
  public View permute(int... order) {
    return new View(start, Arrays.stream(order).mapToLong(axis -> extents[axis]).toArray(),
        Arrays.stream(order).mapToLong(axis -> strides[axis]).toArray());
  }

  /** Tell whether the dimensions, behind as many ones as needed, are the same as others or 1. */
  public boolean broadcastsTo(long... dimensions) {
    int lead = dimensions.length - extents.length;
    return lead >= 0 && IntStream.range(0, extents.length)
        .allMatch(axis -> extents[axis] == 1 || extents[axis] == dimensions[lead + axis]);
  }

  /** Return the view under dimensions that it {@linkplain #broadcastsTo broadcasts to}. */
  public View broadcast(long... dimensions) {
    assert broadcastsTo(dimensions);
    View result = this;
    while (result.rank() < dimensions.length) {
      result = result.repeat(0, dimensions[dimensions.length - result.rank() - 1]);
    }
    for (int i = 0; i < dimensions.length; i++) {
      if (result.extents[i] != dimensions[i]) {
        result = result.pick(i, 0, 0, dimensions[i]);
      }
    }
    return result;
  }

  /** Tell whether the elements lie one behind the other in memory, in row-major order. */
  public boolean isContiguous() {
    long stride = 1;
    for (int i = extents.length - 1; i >= 0; i--) {
      if (extents[i] != 1 && strides[i] != stride) {
        return false;
      }
      stride *= extents[i];
    }
    return true;
  }

  private static long[] insert(long[] values, int at, long value) {
    long[] result = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(values, at, result, at + 1, values.length - at);
    result[at] = value;
    return result;
  }

  private static long[] replace(long[] values, int at, long[] parts) {
    return LongStream.concat(LongStream.concat(Arrays.stream(values, 0, at), Arrays.stream(parts)),
        Arrays.stream(values, at + 1, values.length)).toArray();
  }
}
