package oar.runtime.arm.op.detection;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import oar.runtime.arm.op.Precision;

/**
 * Non-maximum suppression: of shapes in descending order of score, each is kept that overlaps none of those kept before it by
 * more than a threshold.
 *
 * @param overlap how much two shapes overlap
 * @param threshold the first threshold
 * @param eta the threshold becomes this times as high with each shape kept, as long as it exceeds 0.5; from 1 on it stays
 * @param precision of the threshold
 */
record Suppression(Overlap overlap, double threshold, double eta, Precision precision) {
  private static final double LEAST_FALLING = 0.5;

  /**
   * Return the shapes that are kept, in their order.
   *
   * @param shapes coordinates
   * @param ranked numbers of the shapes, that of the highest score first
   * @param place where the shape of a number begins among the coordinates
   */
  int[] keep(double[] shapes, int[] ranked, IntUnaryOperator place) {
    int[] kept = new int[ranked.length];
    int[] keptPlaces = new int[ranked.length];
    int count = 0;
    double limit = threshold;
    for (int shape : ranked) {
      int at = place.applyAsInt(shape);
      if (isFree(shapes, at, keptPlaces, count, limit)) {
        keptPlaces[count] = at;
        kept[count++] = shape;
        if (eta < 1 && limit > LEAST_FALLING) {
          limit = precision.round(limit * eta);
        }
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private boolean isFree(double[] shapes, int shape, int[] kept, int count, double limit) {
    for (int i = 0; i < count; i++) {
      // What is not a number is no overlap to be tolerated, so this must not be turned around.
      if (!(overlap.of(shapes, shape, kept[i]) <= limit)) {
        return false;
      }
    }
    return true;
  }
}
