package oar.runtime.arm.op.detection;

import java.util.Arrays;
import java.util.stream.IntStream;
import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/**
 * What a {@code generate_proposals} operator does to one image.
 *
 * @param boxLimit how many predictions are looked at, 0 or less for all
 * @param regionLimit how many regions are kept, 0 or less for all
 * @param overlapThreshold of the suppression; 0 or less for none at all
 * @param eta of the suppression
 * @param leastSize of a region, in pixels, but 1 at least
 * @param hasPixelBorder whether the right and lower corner are pixels of a box
 */
record ProposalSuppression(int boxLimit, int regionLimit, float overlapThreshold, float eta, float leastSize,
    boolean hasPixelBorder) {
  /** A box does not become larger than this many anchors. */
  private static final double LARGEST_LOGARITHM = Math.log(1000.0 / 16);

  static ProposalSuppression of(OperatorReader reader) {
    reader.requireAttributes("pre_nms_topN", "post_nms_topN", "nms_thresh", "min_size", "eta");
    Operator operator = reader.operator();
    return new ProposalSuppression(operator.intAttribute("pre_nms_topN", 0),
        operator.intAttribute("post_nms_topN", 0), reader.number("nms_thresh", 0),
        reader.number("eta", 1), reader.number("min_size", 0),
        operator.booleanAttribute("pixel_offset", true));
  }

  private double border() {
    return hasPixelBorder ? 1 : 0;
  }

  /** Add the regions of an image. */
  void propose(ProposalMap map, int image, ImageInfo info, Regions regions) {
    Elements elements = Elements.of(map.scores());
    int[] ranked = Ranking.descending(Ranking.ascending(map.count()), i -> map.score(elements, image, i),
        boxLimit > 0 ? boxLimit : -1);
    double[] scores = Arrays.stream(ranked).mapToDouble(i -> map.score(elements, image, i)).toArray();
    double[] coordinates = new double[Box.SIZE * ranked.length];
    BoxCode code = new BoxCode(border(), LARGEST_LOGARITHM);
    for (int i = 0; i < ranked.length; i++) {
      map.box(image, ranked[i], code).clip(info.width() - border(), info.height() - border())
          .round(info.precision()).store(coordinates, i * Box.SIZE);
    }
    int[] candidates = IntStream.range(0, ranked.length)
        .filter(i -> isLarge(Box.at(coordinates, i * Box.SIZE), info)).toArray();
    for (int i : suppress(candidates, coordinates, scores, info.precision())) {
      regions.add(Box.at(coordinates, i * Box.SIZE), scores[i]);
    }
    regions.endImage();
  }

  private boolean isLarge(Box box, ImageInfo info) {
    double least = Math.max(leastSize, 1);
    double width = box.x2() - box.x1();
    double height = box.y2() - box.y1();
    boolean isInside = box.x1() + (width + 1) / 2 <= info.width() && box.y1() + (height + 1) / 2 <= info.height();
    return originalSize(width, info) >= least && originalSize(height, info) >= least && (!hasPixelBorder || isInside);
  }

  private double originalSize(double size, ImageInfo info) {
    Precision precision = info.precision();
    return precision.round(precision.round(precision.round(size) / info.scale()) + border());
  }

  private int[] suppress(int[] candidates, double[] coordinates, double[] scores, Precision precision) {
    if (overlapThreshold <= 0) {
      return candidates;
    }
    Suppression suppression = new Suppression(new BoxMeasure(precision, border()).jaccard(), overlapThreshold, eta,
        precision);
    int[] ranked = Ranking.descending(Ranking.reversed(candidates.length), i -> scores[candidates[i]], -1);
    int[] kept = suppression.keep(coordinates, ranked, i -> candidates[i] * Box.SIZE);
    return Arrays.stream(kept).limit(regionLimit > 0 ? regionLimit : kept.length).map(i -> candidates[i]).toArray();
  }
}
