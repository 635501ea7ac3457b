package oar.runtime.arm.kernel;

/**
 * Replaces each element of an array by a function of it. Loops over arrays, rather than functions of one element, because the
 * compiler turns a simple loop into vector instructions.
 */
@FunctionalInterface
public interface FloatLoop {
  /**
   * Apply the function.
   *
   * @param values the elements, replaced
   * @param length how many, at most {@link Scratch#CHUNK}
   * @param scratch arrays for intermediate results
   */
  void apply(float[] values, int length, Scratch scratch);

  /** Return the loop of a function that has no vector form. */
  static FloatLoop each(FloatFunction function) {
    return (values, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        values[i] = function.apply(values[i]);
      }
    };
  }

  /** A function of one element. */
  @FunctionalInterface
  interface FloatFunction {
    /** Return the function's value. */
    float apply(float value);
  }
}
