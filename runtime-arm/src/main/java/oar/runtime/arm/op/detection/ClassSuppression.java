package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/**
 * What a {@code multiclass_nms} operator does to one image: suppression among the boxes of each class, then the best of all
 * classes. Scores compare as single-precision numbers whatever their type.
 *
 * @param background class that is no detection, or -1
 * @param scoreThreshold what a score must exceed
 * @param boxLimit how many boxes of a class are looked at, -1 for all
 * @param detectionLimit how many detections an image has, -1 for all
 * @param overlapThreshold of the suppression
 * @param eta of the suppression
 */
record ClassSuppression(int background, double scoreThreshold, int boxLimit, int detectionLimit,
    double overlapThreshold, double eta) {
  static ClassSuppression of(OperatorReader reader) {
    reader.requireAttributes("score_threshold", "nms_top_k", "keep_top_k");
    Operator operator = reader.operator();
    return new ClassSuppression(operator.intAttribute("background_label", 0),
        reader.number("score_threshold", 0), operator.intAttribute("nms_top_k", -1),
        operator.intAttribute("keep_top_k", -1), reader.number("nms_threshold", 0.3f),
        reader.number("nms_eta", 1));
  }

  /** Return the suppression among the boxes of a class. */
  Suppression suppression(Overlap overlap, Precision precision) {
    return new Suppression(overlap, overlapThreshold, eta, precision);
  }

  /**
   * Return the detections of an image by class; those of a class by score, or by box if the class has boxes of its own.
   *
   * @param boxes coordinates
   */
  List<Detection> detect(ClassLayout layout, Elements scores, double[] boxes, Suppression suppression) {
    List<Detection> detections = new ArrayList<>();
    for (int label = 0; label < layout.classes(); label++) {
      if (label != background) {
        detections.addAll(detect(layout, label, scores, boxes, suppression));
      }
    }
    if (detectionLimit >= 0 && detections.size() > detectionLimit) {
      detections = Detection.best(detections, Precision.SINGLE, detectionLimit);
      detections.sort(Comparator.comparingInt(Detection::label));
    }
    if (layout.isPerClass()) {
      detections.sort(Comparator.comparingInt(Detection::label).thenComparingInt(Detection::box));
    }
    return detections;
  }

  private List<Detection> detect(ClassLayout layout, int label, Elements scores, double[] boxes,
      Suppression suppression) {
    IntToDoubleFunction score = box -> scores.getDouble(layout.score(label, box));
    int[] candidates = Ranking.above(layout.count(), score, scoreThreshold);
    int[] ranked = Ranking.descending(candidates, box -> (float) score.applyAsDouble(box), boxLimit);
    int[] kept = suppression.keep(boxes, ranked, box -> layout.box(label, box));
    return Arrays.stream(kept)
        .mapToObj(box -> new Detection(label, layout.box(label, box), score.applyAsDouble(box))).toList();
  }
}
