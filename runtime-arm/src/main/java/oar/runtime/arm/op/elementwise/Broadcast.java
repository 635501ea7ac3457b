package oar.runtime.arm.op.elementwise;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * How two tensors combine element by element where one of them repeats along some dimensions. Dimensions along which both
 * behave alike are merged, so that what is left is runs of elements in which each operand either goes on or stands still.
 */
final class Broadcast {
  private final Shape result;
  private final long[] extents;
  private final long[] leftStrides;
  private final long[] rightStrides;

  private Broadcast(Shape result, long[] extents, long[] leftStrides, long[] rightStrides) {
    this.result = result;
    this.extents = extents;
    this.leftStrides = leftStrides;
    this.rightStrides = rightStrides;
  }

  /**
   * Combine two shapes as Paddle's elementwise operators do: equal ranks as they are; otherwise the dimensions of the lower
   * rank stand for those of the higher one from {@code axis} on, or for the last ones if that is -1.
   */
  static Broadcast of(Planning planning, Operand x, Operand y, int axis) {
    return of(planning, x, y, axis, Layout.PLAIN);
  }

  /** Combine two shapes of tensors in a layout that {@link #layout} has chosen. */
  static Broadcast of(Planning planning, Operand x, Operand y, int axis, Layout layout) {
    int rank = Math.max(x.shape().rank(), y.shape().rank());
    long[] left = place(planning, x, rank, axis);
    long[] right = place(planning, y, rank, axis);
    long[] dimensions = new long[rank];
    for (int i = 0; i < rank; i++) {
      planning.require(left[i] == right[i] || left[i] == 1 || right[i] == 1,
          "inputs " + x + " and " + y + " with axis " + axis + " do not combine: dimension " + i + " is " + left[i]
              + " in one and " + right[i] + " in the other; they must be equal, or one of them 1");
      dimensions[i] = left[i] == 1 ? right[i] : left[i];
    }
    Shape result = Shape.of(dimensions);
    if (layout.of(result) == Layout.CHANNELS_LAST) {
      channelsLast(dimensions, left, right);
    }
    return merge(result, dimensions, strides(left, dimensions), strides(right, dimensions));
  }

  /** Return a layout in which two tensors combine: that of images unless the other tensor would have to be copied into it. */
  static Layout layout(Operand x, Operand y) {
    boolean hasImages = x.layout() == Layout.CHANNELS_LAST || y.layout() == Layout.CHANNELS_LAST;
    boolean areAlike = x.shape().rank() == y.shape().rank();
    boolean isScalar = x.elementCount() == 1 || y.elementCount() == 1;
    boolean isPerChannel = Math.min(x.shape().rank(), y.shape().rank()) == 1;
    return hasImages && (areAlike || isScalar || isPerChannel) ? Layout.CHANNELS_LAST : Layout.PLAIN;
  }

  private static void channelsLast(long[]... shapes) {
    for (long[] shape : shapes) {
      long channels = shape[1];
      shape[1] = shape[2];
      shape[2] = shape[3];
      shape[3] = channels;
    }
  }

  /** Combine a shape with another one of its rank, whose dimensions are 1 or its own. */
  static Broadcast along(Shape x, long[] y) {
    long[] dimensions = x.dimensions();
    return merge(x, dimensions, strides(dimensions, dimensions), strides(y, dimensions));
  }

  private static long[] place(Planning planning, Operand operand, int rank, int axis) {
    long[] own = trimmed(operand.shape().dimensions(), rank, axis);
    long[] placed = new long[rank];
    Arrays.fill(placed, 1);
    int from = own.length == rank ? 0 : axis == -1 ? rank - own.length : axis;
    planning.require(0 <= from && from + own.length <= rank, "input " + operand + " does not fit at axis " + axis
        + " of " + rank + " dimensions");
    System.arraycopy(own, 0, placed, from, own.length);
    return placed;
  }

  /** Leave out last dimensions of 1 that would reach beyond the other operand's. */
  private static long[] trimmed(long[] dimensions, int rank, int axis) {
    int length = dimensions.length;
    while (axis != -1 && length < rank && length > 0 && axis + length > rank && dimensions[length - 1] == 1) {
      length--;
    }
    return Arrays.copyOf(dimensions, length);
  }

  private static long[] strides(long[] own, long[] dimensions) {
    long[] strides = new long[own.length];
    long stride = 1;
    for (int i = own.length - 1; i >= 0; i--) {
      strides[i] = own[i] == dimensions[i] ? stride : 0;
      stride *= own[i];
    }
    return strides;
  }

  private static Broadcast merge(Shape result, long[] dimensions, long[] left, long[] right) {
    long[] extents = new long[dimensions.length + 1];
    long[] leftMerged = new long[dimensions.length + 1];
    long[] rightMerged = new long[dimensions.length + 1];
    int count = 0;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      if (dimensions[i] == 1) {
        continue;
      }
      int last = count - 1;
      if (count > 0 && left[i] == leftMerged[last] * extents[last] && right[i] == rightMerged[last] * extents[last]) {
        extents[last] *= dimensions[i];
      } else {
        extents[count] = dimensions[i];
        leftMerged[count] = left[i];
        rightMerged[count] = right[i];
        count++;
      }
    }
    if (count == 0) {
      extents[count++] = 1;
    }
    return new Broadcast(result, Arrays.copyOf(extents, count), Arrays.copyOf(leftMerged, count),
        Arrays.copyOf(rightMerged, count));
  }

  /** Return the same with left and right exchanged. */
  Broadcast exchanged() {
    return new Broadcast(result, extents, rightStrides, leftStrides);
  }

  /** Return the shape of the result. */
  Shape result() {
    return result;
  }

  /** Takes a run of elements. */
  @FunctionalInterface
  interface RunConsumer {
    /**
     * Take a run.
     *
     * @param out index of its first element in the result
     * @param left index in the left operand, which moves by {@code leftStep} with each element
     * @param right index in the right operand, which moves by {@code rightStep} with each element
     * @param length number of elements
     * @param scratch arrays of the thread
     */
    void accept(long out, long left, long right, int length, Scratch scratch);
  }

  /** Return by how much the left operand moves within a run: 0 or 1. */
  int leftStep() {
    return (int) leftStrides[0];
  }

  /** Return by how much the right operand moves within a run: 0 or 1. */
  int rightStep() {
    return (int) rightStrides[0];
  }

  /** Go through a range of the result's elements in runs of {@link Scratch#CHUNK} elements at most. */
  void forEachRun(long from, long to, Scratch scratch, RunConsumer consumer) {
    for (long at = from; at < to;) {
      long rest = at;
      long left = 0;
      long right = 0;
      for (int i = 0; i < extents.length; i++) {
        long position = rest % extents[i];
        rest /= extents[i];
        left += position * leftStrides[i];
        right += position * rightStrides[i];
      }
      int length = (int) Math.min(Math.min(Scratch.CHUNK, to - at), extents[0] - at % extents[0]);
      consumer.accept(at, left, right, length, scratch);
      at += length;
    }
  }
}
