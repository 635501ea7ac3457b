package oar.runtime.arm.kernel;

/** Replaces each element of an array by a function of it and of another array's element at the same place. */
@FunctionalInterface
public interface FloatBinaryLoop {
  /**
   * Apply the function.
   *
   * @param left the left operands, replaced by the results
   * @param right the right operands
   * @param length how many
   */
  void apply(float[] left, float[] right, int length);
}
