package oar.kit;

import oar.api.model.DataType;
import oar.api.model.Tensor;

/**
 * How far an element may be from the expected one: {@code absolute + relative * |expected|}. Integers and booleans must
 * be equal; NaN equals NaN, and infinities equal themselves alone.
 *
 * @param absolute 0 or more
 * @param relative 0 or more
 */
public record Tolerance(double absolute, double relative) {
  /** Nothing but equality. */
  public static final Tolerance EXACT = new Tolerance(0, 0);

  /** Create a tolerance. */
  public Tolerance {
    requireValid("absolute", absolute);
    requireValid("relative", relative);
  }

  private static void requireValid(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "the " + name + " tolerance is " + value + "; it must be finite and 0 or more");
    }
  }

  /**
   * Tell whether an element is near enough.
   *
   * @param expected the right elements
   * @param actual of the type and shape of {@code expected}
   * @param index row-major position
   */
  public boolean admits(Tensor expected, Tensor actual, long index) {
    double distance = Elements.distance(expected, actual, index);
    if (distance == 0 || expected.type() == DataType.BOOL || expected.type().isInteger()) {
      return distance == 0;
    }
    return Double.isFinite(distance) && distance <= absolute + relative * Elements.magnitude(expected, index);
  }
}
