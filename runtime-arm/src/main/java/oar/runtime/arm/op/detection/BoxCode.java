package oar.runtime.arm.op.detection;

/**
 * How a box is written relative to an anchor: the distance of the centres in sizes of the anchor, and the logarithm of the
 * ratio of the sizes, each divided by a variance.
 *
 * @param border added to a size, 1 where the right and lower corner are pixels of the box, else 0
 * @param largestLogarithm greater ones count as this
 */
record BoxCode(double border, double largestLogarithm) {
  /** Four variances of 1. */
  static final Box NO_VARIANCE = new Box(1, 1, 1, 1);

  static BoxCode of(boolean isNormalized) {
    return new BoxCode(isNormalized ? 0 : 1, Double.POSITIVE_INFINITY);
  }

  /** Return where a box is that is written relative to an anchor. */
  Box decode(Box anchor, Box code, Box variance) {
    double width = anchor.x2() - anchor.x1() + border;
    double height = anchor.y2() - anchor.y1() + border;
    double x = variance.x1() * code.x1() * width + anchor.x1() + width / 2;
    double y = variance.y1() * code.y1() * height + anchor.y1() + height / 2;
    double halfWidth = Math.exp(Math.min(variance.x2() * code.x2(), largestLogarithm)) * width / 2;
    double halfHeight = Math.exp(Math.min(variance.y2() * code.y2(), largestLogarithm)) * height / 2;
    return new Box(x - halfWidth, y - halfHeight, x + halfWidth - border, y + halfHeight - border);
  }

  /** Return how a box is written relative to an anchor. */
  Box encode(Box anchor, Box box, Box variance) {
    double width = anchor.x2() - anchor.x1() + border;
    double height = anchor.y2() - anchor.y1() + border;
    double x = (box.x1() + box.x2()) / 2 - anchor.x1() - width / 2;
    double y = (box.y1() + box.y2()) / 2 - anchor.y1() - height / 2;
    double widthRatio = Math.abs((box.x2() - box.x1() + border) / width);
    double heightRatio = Math.abs((box.y2() - box.y1() + border) / height);
    return new Box(x / width / variance.x1(), y / height / variance.y1(), Math.log(widthRatio) / variance.x2(),
        Math.log(heightRatio) / variance.y2());
  }
}
