package oar.kit;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** Looks at single elements of tensors of any type, by row-major position. */
final class Elements {
  private Elements() {}

  /**
   * Return how far apart two elements of tensors of one type are: 0 if they are equal, NaN equal to NaN, and infinity
   * where just one is NaN or infinite.
   */
  static double distance(Tensor expected, Tensor actual, long index) {
    return switch (expected.type()) {
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T -> distance(expected.longAt(index), actual.longAt(index));
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> distance(expected.doubleAt(index), actual.doubleAt(index));
      case COMPLEX64, COMPLEX128 -> Math.hypot(
          distance(components(expected).doubleAt(2 * index), components(actual).doubleAt(2 * index)),
          distance(components(expected).doubleAt(2 * index + 1), components(actual).doubleAt(2 * index + 1)));
    };
  }

  /** Large integers that differ may be equal as doubles. */
  private static double distance(long expected, long actual) {
    return expected == actual ? 0 : Math.max(1, Math.abs((double) expected - (double) actual));
  }

  private static double distance(double expected, double actual) {
    if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
      return 0;
    }
    double distance = Math.abs(expected - actual);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  /** Return the absolute value of an element. */
  static double magnitude(Tensor tensor, long index) {
    return switch (tensor.type()) {
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
        Math.abs(tensor.doubleAt(index));
      case COMPLEX64, COMPLEX128 ->
        Math.hypot(components(tensor).doubleAt(2 * index), components(tensor).doubleAt(2 * index + 1));
    };
  }

  /** Return an element as a person would write it. */
  static String text(Tensor tensor, long index) {
    return switch (tensor.type()) {
      case BOOL -> Boolean.toString(tensor.longAt(index) != 0);
      case INT8, UINT8, INT16, INT32, INT64 -> Long.toString(tensor.longAt(index));
      case SIZE_T -> Long.toUnsignedString(tensor.longAt(index));
      case FLOAT16, BFLOAT16, FLOAT32 -> Float.toString((float) tensor.doubleAt(index));
      case FLOAT64 -> Double.toString(tensor.doubleAt(index));
      case COMPLEX64, COMPLEX128 ->
        components(tensor).doubleAt(2 * index) + " + " + components(tensor).doubleAt(2 * index + 1) + "i";
    };
  }

  /** View complex elements as real and imaginary parts in turn. */
  private static Tensor components(Tensor complex) {
    DataType type = complex.type() == DataType.COMPLEX64 ? DataType.FLOAT32 : DataType.FLOAT64;
    return new Tensor(type, Shape.of(2 * complex.elementCount()), complex.data());
  }
}
