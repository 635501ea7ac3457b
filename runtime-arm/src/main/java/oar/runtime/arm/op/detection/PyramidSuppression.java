package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;

/**
 * What {@code retinanet_detection_output} does to one image. Scores compare as single-precision numbers whatever their type.
 *
 * @param scoreThreshold what a score must exceed; at the last level, 0
 * @param boxLimit how many scores of a level are looked at, -1 for all
 * @param detectionLimit how many detections an image has, -1 for all
 * @param overlapThreshold of the suppression
 * @param eta of the suppression
 */
record PyramidSuppression(double scoreThreshold, int boxLimit, int detectionLimit, double overlapThreshold,
    double eta) {
  static PyramidSuppression of(OperatorReader reader) {
    reader.requireAttributes("score_threshold", "nms_top_k", "nms_threshold", "nms_eta", "keep_top_k");
    Operator operator = reader.operator();
    return new PyramidSuppression(reader.number("score_threshold", 0),
        operator.intAttribute("nms_top_k", -1), operator.intAttribute("keep_top_k", -1),
        reader.number("nms_threshold", 0), reader.number("nms_eta", 1));
  }

  /** The detections of an image, the best first, and the coordinates that they point to. */
  record Result(List<Detection> detections, double[] coordinates) {}

  Result detect(List<PyramidLevel> levels, int image, ImageInfo info) {
    List<int[]> best = new ArrayList<>();
    for (PyramidLevel level : levels) {
      best.add(level.best(image, level == levels.getLast() ? 0 : scoreThreshold, boxLimit));
    }
    double[] coordinates = new double[Box.SIZE * best.stream().mapToInt(numbers -> numbers.length).sum()];
    List<Detection> candidates = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      levels.get(i).decode(image, info, best.get(i), candidates, coordinates);
    }
    List<Detection> kept = new ArrayList<>();
    for (int label = 0; label < levels.getFirst().classes(); label++) {
      int current = label;
      kept.addAll(suppress(candidates.stream().filter(candidate -> candidate.label() == current).toList(),
          coordinates, info.precision()));
    }
    return new Result(Detection.best(kept, Precision.SINGLE, detectionLimit), coordinates);
  }

  /** Return those of one class that are kept, with its number as it is put out, where 0 is the background. */
  private List<Detection> suppress(List<Detection> candidates, double[] coordinates, Precision precision) {
    Suppression suppression = new Suppression(BoxMeasure.of(precision, false).jaccard(), overlapThreshold, eta,
        precision);
    int[] ranked = Ranking.descending(Ranking.ascending(candidates.size()), i -> (float) candidates.get(i).score(), -1);
    List<Detection> kept = new ArrayList<>();
    for (int i : suppression.keep(coordinates, ranked, i -> candidates.get(i).box())) {
      Detection candidate = candidates.get(i);
      kept.add(new Detection(candidate.label() + 1, candidate.box(), candidate.score()));
    }
    return kept;
  }
}
