package oar.runtime.arm.op.elementwise;

/**
 * A question about two elements of one type.
 *
 * @param onDoubles how to answer it for floating-point numbers
 * @param onIntegers how to answer it for integers and truth values
 */
record Comparison(OnDoubles onDoubles, OnIntegers onIntegers) {
  /** A question about two floating-point numbers. */
  @FunctionalInterface
  interface OnDoubles {
    boolean test(double x, double y);
  }

  /** A question about two integers. */
  @FunctionalInterface
  interface OnIntegers {
    boolean test(long x, long y);
  }
}
