package oar.runtime.arm.op.decoding;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * Viterbi's algorithm: finds the labels of a sequence whose sum of the scores of each label at its step and of each transition
 * from one label to the next is largest. Of equal sums the one of the least label counts. Every sum is rounded as the
 * precision says, so that near ties fall as in Paddle.
 */
final class Viterbi {
  private static final int MOST_LABELS = 1 << 15;

  private final Precision precision;
  private final int labels;
  private final double[] start;
  private final double[] stop;
  private final double[] transitions;

  /**
   * Take the scores of transitions.
   *
   * @param start of beginning with each label
   * @param stop of ending with each label
   * @param transitions from label to label, row by row
   */
  Viterbi(Precision precision, double[] start, double[] stop, double[] transitions) {
    this.precision = precision;
    this.labels = start.length;
    this.start = start;
    this.stop = stop;
    this.transitions = transitions;
  }

  /**
   * Return the number of labels that there are scores for.
   *
   * @param scores of the given rank, with labels in the last dimension
   */
  static int labels(Planning planning, Operand scores, int rank) {
    planning.require(scores.shape().rank() == rank, "input " + scores + " must have rank " + rank);
    long labels = scores.shape().dimension(-1);
    planning.require(0 < labels && labels <= MOST_LABELS && scores.elementCount() <= Integer.MAX_VALUE,
        "input " + scores
            + " must have from 1 to " + MOST_LABELS + " labels and at most " + Integer.MAX_VALUE + " elements");
    return (int) labels;
  }

  /** Read a row of scores. */
  static double[] row(Elements scores, long row, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = scores.getDouble(row * length + i);
    }
    return values;
  }

  /**
   * Find the best labels of one sequence. As in Paddle, a sequence without steps has the largest sum of beginning at the step
   * where it would begin.
   *
   * @param scores of the labels at each step
   * @param firstRow the row of the first step
   * @param path takes the labels, one for each step
   * @return the largest sum
   */
  double decode(Elements scores, long firstRow, long[] path) {
    int[] previous = new int[path.length * labels];
    double[] sums = plus(start, row(scores, firstRow, labels));
    for (int step = 1; step < path.length; step++) {
      sums = plus(best(sums, previous, step * labels), row(scores, firstRow + step, labels));
    }
    sums = path.length == 0 ? sums : plus(sums, stop);
    int label = greatest(sums);
    double score = sums[label];
    for (int step = path.length - 1; step >= 0; step--) {
      path[step] = label;
      label = previous[step * labels + label];
    }
    return score;
  }

  /** Return the largest sum that leads to each label, and remember from which label. */
  private double[] best(double[] sums, int[] previous, int index) {
    double[] result = new double[labels];
    double[] candidates = new double[labels];
    for (int label = 0; label < labels; label++) {
      for (int from = 0; from < labels; from++) {
        candidates[from] = precision.round(sums[from] + transitions[from * labels + label]);
      }
      int from = greatest(candidates);
      previous[index + label] = from;
      result[label] = candidates[from];
    }
    return result;
  }

  private double[] plus(double[] x, double[] y) {
    double[] sums = new double[labels];
    for (int i = 0; i < labels; i++) {
      sums[i] = precision.round(x[i] + y[i]);
    }
    return sums;
  }

  /** Return the place of the largest number, the first of equal ones; 0 if there is none but NaN. */
  private static int greatest(double[] values) {
    int greatest = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > largest) {
        greatest = i;
        largest = values[i];
      }
    }
    return greatest;
  }
}
