package oar.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first. Rank 0 is a scalar of one element. In a variable's declaration a dimension
 * may be {@value #UNKNOWN}, known only when the program runs; a tensor's shape has none such.
 */
public final class Shape {
  /** A dimension that is not known before the program runs. */
  public static final long UNKNOWN = -1;

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dimensions;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * Create a shape.
   *
   * @param dimensions each 0 or more, or {@link #UNKNOWN}
   * @throws IllegalArgumentException if a dimension is below -1
   */
  public static Shape of(long... dimensions) {
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] < UNKNOWN) {
        throw new IllegalArgumentException("dimension " + i + " of shape " + Arrays.toString(dimensions) + " is "
            + dimensions[i] + "; a dimension is 0 or more, or -1 if unknown");
      }
    }
    return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
  }

  /** Create a shape, as {@link #of(long...)} does. */
  public static Shape of(List<? extends Number> dimensions) {
    return of(dimensions.stream().mapToLong(Number::longValue).toArray());
  }

  /** Return the number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /**
   * Return one dimension.
   *
   * @param axis 0 to rank - 1, or -rank to -1 counted from the end
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public long dimension(int axis) {
    return dimensions[axis < 0 ? axis + dimensions.length : axis];
  }

  /** Return all dimensions, in an array of the caller's own. */
  public long[] dimensions() {
    return dimensions.clone();
  }

  /** Tell whether every dimension is known. */
  public boolean isKnown() {
    for (long dimension : dimensions) {
      if (dimension == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /**
   * Return the number of elements.
   *
   * @throws ArithmeticException if it exceeds a long
   * @throws IllegalStateException if a dimension is unknown
   */
  public long elementCount() {
    return elementCount(0, dimensions.length);
  }

  /**
   * Return the product of the dimensions in a range of axes; 1 for an empty range.
   *
   * @param fromAxis the first axis
   * @param toAxis the axis behind the last
   * @throws ArithmeticException if it exceeds a long
   * @throws IllegalStateException if one of the dimensions is unknown
   */
  public long elementCount(int fromAxis, int toAxis) {
    boolean empty = false;
    for (int axis = fromAxis; axis < toAxis; axis++) {
      if (dimensions[axis] == UNKNOWN) {
        throw new IllegalStateException("shape " + this + " has an unknown dimension");
      }
      empty |= dimensions[axis] == 0;
    }
    if (empty) {
      return 0;
    }
    long count = 1;
    for (int axis = fromAxis; axis < toAxis; axis++) {
      count = Math.multiplyExact(count, dimensions[axis]);
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** Return the dimensions as {@code [1, 3, 224, 224]}. */
  @Override
  public String toString() {
    return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
