package oar.runtime.arm.plan;

import oar.api.error.InvalidProgramException;

/**
 * One operator of a program, read from it and checked once. It knows its shape rule and which kernel computes it; it is
 * immutable and shared by all predictors.
 */
@FunctionalInterface
public interface Operation {
  /**
   * Decide the shapes of the outputs for given inputs, and how to compute them.
   *
   * @param planning the inputs' types and shapes; takes the outputs'
   * @return what to do at every run with inputs of these shapes
   * @throws InvalidProgramException if the inputs break a rule of the operator
   */
  Computation plan(Planning planning);

  /** Tell whether inputs may be of complex numbers. Every other operation would take their memory for something else. */
  default boolean takesComplexNumbers() {
    return false;
  }
}
