package oar.runtime.arm.op.detection;

import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * What a detector predicts at one level of a feature pyramid.
 *
 * @param boxes relative to the anchors, [N, M, 4]
 * @param scores of the classes, [N, M, C]
 * @param anchors in pixels, [M, 4]
 */
record PyramidLevel(Operand boxes, Operand scores, Operand anchors) {
  private static final BoxCode CODE = BoxCode.of(false);

  /** Check that the inputs fit each other and a table with a row for each image. */
  void check(Planning planning, Operand images) {
    Precision.of(planning, images, boxes, scores, anchors);
    long batch = images.shape().dimension(0);
    Box.requireTable(planning, anchors);
    Box.requireArray(planning, scores);
    long count = anchors.shape().dimension(0);
    planning.require(boxes.shape().equals(Shape.of(batch, count, Box.SIZE)), "input " + boxes + " must be [" + batch
        + ", " + count + ", " + Box.SIZE + "], a box for each image and each of " + anchors);
    planning.require(scores.shape().rank() == 3 && scores.shape().dimension(0) == batch
        && scores.shape().dimension(1) == count,
        "input " + scores + " must be [" + batch + ", " + count
            + ", classes], a row for each of " + boxes);
  }

  int classes() {
    return (int) scores.shape().dimension(2);
  }

  private int scoresPerImage() {
    return (int) scores.shape().elementCount(1, 3);
  }

  /** Return the numbers of the best scores of an image, the best one first. */
  int[] best(int image, double threshold, int limit) {
    Elements elements = Elements.of(scores);
    long first = (long) image * scoresPerImage();
    int[] candidates = Ranking.above(scoresPerImage(), i -> elements.getDouble(first + i), threshold);
    return Ranking.descending(candidates, i -> (float) elements.getDouble(first + i), limit);
  }

  /**
   * Decode the boxes of the scores of an image.
   *
   * @param numbers of the scores
   * @param detections takes a detection for each, which points to coordinates
   * @param coordinates takes the corners in the original image, behind those of the other detections
   */
  void decode(int image, ImageInfo info, int[] numbers, List<Detection> detections, double[] coordinates) {
    Elements codes = Elements.of(boxes);
    Elements priors = Elements.of(anchors);
    Elements values = Elements.of(scores);
    for (int number : numbers) {
      int anchor = number / classes();
      Box box = CODE.decode(Box.at(priors, anchor), Box.at(codes, image * anchors.shape().dimension(0) + anchor),
          BoxCode.NO_VARIANCE);
      int at = detections.size() * Box.SIZE;
      box.divide(info.scale()).clip(info.originalWidth() - 1, info.originalHeight() - 1).round(info.precision())
          .store(coordinates, at);
      double score = values.getDouble((long) image * scoresPerImage() + number);
      detections.add(new Detection(number % classes(), at, score));
    }
  }
}
