package oar.benchmarks.models;

import java.util.List;
import oar.api.model.Tensor;

/**
 * How far the outputs of one contender are from another's, relative to the largest of these.
 *
 * @param error 0 if they are equal
 */
record Agreement(double error) {
  /**
   * Compare outputs.
   *
   * @param expected the one contender's
   * @param actual the other's
   * @throws IllegalStateException if their number or sizes differ
   */
  static Agreement of(List<Tensor> expected, List<Tensor> actual) {
    if (expected.size() != actual.size()) {
      throw new IllegalStateException("there are " + actual.size() + " outputs, not " + expected.size());
    }
    double error = 0;
    for (int i = 0; i < expected.size(); i++) {
      error = Math.max(error, error(expected.get(i), actual.get(i)));
    }
    return new Agreement(error);
  }

  private static double error(Tensor expected, Tensor actual) {
    if (expected.elementCount() != actual.elementCount()) {
      throw new IllegalStateException("an output is " + actual + ", not " + expected);
    }
    double largest = 0;
    double difference = 0;
    for (long i = 0; i < expected.elementCount(); i++) {
      largest = Math.max(largest, Math.abs(expected.doubleAt(i)));
      difference = Math.max(difference, Math.abs(expected.doubleAt(i) - actual.doubleAt(i)));
    }
    return difference == 0 ? 0 : difference / largest;
  }
}
