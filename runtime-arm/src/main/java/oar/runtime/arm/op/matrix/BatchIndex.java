package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import oar.runtime.arm.plan.Planning;

/** Which matrix of each side belongs to which product. */
final class BatchIndex {
  private final long[] shape;
  private final long[] leftStrides;
  private final long[] rightStrides;

  private BatchIndex(long[] shape, long[] leftStrides, long[] rightStrides) {
    this.shape = shape;
    this.leftStrides = leftStrides;
    this.rightStrides = rightStrides;
  }

  /** Combine the leading dimensions of the two sides by broadcasting. */
  static BatchIndex broadcast(Planning planning, long[] left, long[] right) {
    int rank = Math.max(left.length, right.length);
    long[] a = padded(left, rank);
    long[] b = padded(right, rank);
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      planning.require(a[i] == b[i] || a[i] == 1 || b[i] == 1, "batches " + Arrays.toString(left) + " and "
          + Arrays.toString(right) + " do not combine; each dimension must be equal, or one of them 1");
      shape[i] = a[i] == 1 ? b[i] : a[i];
    }
    return new BatchIndex(shape, strides(a), strides(b));
  }

  /** Combine as many matrices of each side, whatever their dimensions, in order; or one of a side with all of the other. */
  static BatchIndex paired(Planning planning, long[] left, long[] right) {
    planning.require(left.length == 0 || right.length == 0 || count(left) == count(right), "batches "
        + Arrays.toString(left) + " and " + Arrays.toString(right)
        + " do not combine; both must have as many matrices");
    long[] shape = left.length == 0 ? right : left;
    long[] none = new long[shape.length];
    return new BatchIndex(shape, left.length == 0 ? none : strides(shape), right.length == 0 ? none : strides(shape));
  }

  private static long[] padded(long[] dimensions, int rank) {
    long[] result = new long[rank];
    Arrays.fill(result, 1);
    System.arraycopy(dimensions, 0, result, rank - dimensions.length, dimensions.length);
    return result;
  }

  private static long[] strides(long[] dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = dimensions[i] == 1 ? 0 : stride;
      stride *= dimensions[i];
    }
    return strides;
  }

  /** Return the dimensions of the batches of products. */
  long[] shape() {
    return shape;
  }

  /** Return the number of products. */
  long count() {
    return count(shape);
  }

  private static long count(long[] dimensions) {
    return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
  }

  /** Return the left matrix of a product. */
  long left(long product) {
    return index(product, leftStrides);
  }

  /** Return the right matrix of a product. */
  long right(long product) {
    return index(product, rightStrides);
  }

  private long index(long product, long[] strides) {
    long rest = product;
    long index = 0;
    for (int i = shape.length - 1; i >= 0; i--) {
      index += rest % shape[i] * strides[i];
      rest /= shape[i];
    }
    return index;
  }
}
