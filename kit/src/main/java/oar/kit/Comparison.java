package oar.kit;

import oar.api.error.InvalidInputException;
import oar.api.model.Tensor;

/**
 * How far a tensor is from another, element by element. The error of an element is the absolute difference, of complex
 * numbers its magnitude; it is 0 where both are NaN and infinite where one alone is.
 *
 * @param elements how many were compared
 * @param largestError 0 if there is no element
 * @param largestIndex row-major position of the first element with the largest error, 0 if there is no element
 * @param meanError 0 if there is no element
 */
public record Comparison(long elements, double largestError, long largestIndex, double meanError) {
  /**
   * Compare two tensors.
   *
   * @param expected what {@code actual} should be
   * @param actual of the same type and shape
   * @throws InvalidInputException if type or shape differ
   */
  public static Comparison of(Tensor expected, Tensor actual) {
    if (expected.type() != actual.type() || !expected.shape().equals(actual.shape())) {
      throw new InvalidInputException("cannot compare " + expected + " with " + actual + "; type and shape must agree");
    }
    double largest = 0;
    long largestIndex = 0;
    double sum = 0;
    long count = expected.elementCount();
    for (long i = 0; i < count; i++) {
      double error = Elements.distance(expected, actual, i);
      sum += error;
      if (error > largest) {
        largest = error;
        largestIndex = i;
      }
    }
    return new Comparison(count, largest, largestIndex, count == 0 ? 0 : sum / count);
  }
}
