package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/**
 * What {@code matrix_nms} does to one image.
 *
 * @param background class that is no detection, or -1
 * @param scoreThreshold what a score must exceed
 * @param decayedThreshold what a lowered score must exceed
 * @param boxLimit how many boxes of a class are looked at, -1 for all
 * @param detectionLimit how many detections an image has, -1 for all
 * @param decay how scores are lowered
 */
record MatrixSuppression(int background, double scoreThreshold, double decayedThreshold, int boxLimit,
    int detectionLimit, ScoreDecay decay) {
  static MatrixSuppression of(OperatorReader reader) {
    reader.requireAttributes("score_threshold", "post_threshold", "nms_top_k", "keep_top_k");
    Operator operator = reader.operator();
    return new MatrixSuppression(operator.intAttribute("background_label", 0),
        reader.number("score_threshold", 0), reader.number("post_threshold", 0),
        operator.intAttribute("nms_top_k", -1), operator.intAttribute("keep_top_k", -1),
        operator.booleanAttribute("use_gaussian", false)
            ? ScoreDecay.gaussian(reader.number("gaussian_sigma", 2))
            : ScoreDecay.LINEAR);
  }

  /** Return the detections of an image, the best first. */
  List<Detection> detect(ClassLayout layout, Elements scores, double[] boxes, BoxMeasure measure) {
    List<Detection> detections = new ArrayList<>();
    for (int label = 0; label < layout.classes(); label++) {
      if (label != background) {
        detections.addAll(detect(layout, label, scores, boxes, measure));
      }
    }
    return Detection.best(detections, measure.precision(), detectionLimit);
  }

  private List<Detection> detect(ClassLayout layout, int label, Elements scores, double[] boxes, BoxMeasure measure) {
    IntToDoubleFunction score = box -> scores.getDouble(layout.score(label, box));
    int[] ranked = Ranking.descending(Ranking.above(layout.count(), score, scoreThreshold), score, boxLimit);
    Overlap overlap = measure.jaccard();
    Precision precision = measure.precision();
    List<Detection> detections = new ArrayList<>();
    double[] most = new double[ranked.length];
    for (int i = 0; i < ranked.length; i++) {
      int box = layout.box(label, ranked[i]);
      double factor = 1;
      for (int j = 0; j < i; j++) {
        double share = overlap.of(boxes, box, layout.box(label, ranked[j]));
        // Comparisons, unlike Math.max and Math.min, pass over what is not a number, as identical boxes give.
        most[i] = share > most[i] ? share : most[i];
        double lowered = decay.factor(share, most[j], precision);
        factor = lowered < factor ? lowered : factor;
      }
      double decayed = precision.round(factor * score.applyAsDouble(ranked[i]));
      if (decayed > decayedThreshold) {
        detections.add(new Detection(label, box, decayed));
      }
    }
    return detections;
  }
}
