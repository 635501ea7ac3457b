package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.op.Precision;

/**
 * An object that a detector found.
 *
 * @param label its class
 * @param box where its box, or polygon, begins in an array
 * @param score how sure the detector is
 */
record Detection(int label, int box, double score) {
  /**
   * Sort detections by score, the best first.
   *
   * @param precision that scores compare in
   * @param limit how many to return; -1 for all
   */
  static List<Detection> best(List<Detection> detections, Precision precision, int limit) {
    int[] positions = Ranking.ascending(detections.size());
    List<Detection> best = new ArrayList<>();
    int[] order = Ranking.descending(positions, i -> precision.round(detections.get(i).score), limit);
    for (int i : order) {
      best.add(detections.get(i));
    }
    return best;
  }
}
