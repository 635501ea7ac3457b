package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Precision;

/**
 * By how much a box lowers the score of another one of its class that it overlaps: the less, the more it is overlapped itself
 * by boxes of higher scores.
 */
@FunctionalInterface
interface ScoreDecay {
  /** (1 - overlap) / (1 - most), a line down to 0 where the boxes are the same. */
  ScoreDecay LINEAR = (overlap, most, precision) -> precision.round((1 - overlap) / (1 - most));

  /** e^(sigma (most^2 - overlap^2)). */
  static ScoreDecay gaussian(double sigma) {
    return (overlap, most, precision) -> {
      double difference = precision.round(precision.round(most * most) - precision.round(overlap * overlap));
      return precision.round(Math.exp(precision.round(difference * sigma)));
    };
  }

  /**
   * Return the factor of the score.
   *
   * @param overlap of the two boxes
   * @param most the largest overlap of the first box with those of higher scores
   * @param precision of each step
   */
  double factor(double overlap, double most, Precision precision);
}
