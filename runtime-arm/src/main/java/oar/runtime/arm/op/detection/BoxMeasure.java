package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Precision;

/**
 * Measures boxes of an array.
 *
 * @param precision of each step
 * @param border added to each size, 1 where the right and lower corner are pixels of the box, else 0
 */
record BoxMeasure(Precision precision, double border) {
  static BoxMeasure of(Precision precision, boolean isNormalized) {
    return new BoxMeasure(precision, isNormalized ? 0 : 1);
  }

  /** Return the area of a box, 0 if its corners are exchanged. */
  double area(double[] boxes, int at) {
    return boxes[at + 2] < boxes[at] || boxes[at + 3] < boxes[at + 1] ? 0 : signedArea(boxes, at);
  }

  private double signedArea(double[] boxes, int at) {
    return precision.round(extent(boxes[at], boxes[at + 2]) * extent(boxes[at + 1], boxes[at + 3]));
  }

  private double extent(double from, double to) {
    return precision.round(precision.round(to - from) + border);
  }

  private double commonExtent(double[] boxes, int first, int second) {
    return extent(Math.max(boxes[first], boxes[second]), Math.min(boxes[first + 2], boxes[second + 2]));
  }

  /** Return the overlap by Jaccard's index: the area of the intersection in that of the union. */
  Overlap jaccard() {
    return (boxes, first, second) -> {
      boolean isApart = boxes[second] > boxes[first + 2] || boxes[second + 2] < boxes[first]
          || boxes[second + 1] > boxes[first + 3] || boxes[second + 3] < boxes[first + 1];
      if (isApart) {
        return 0;
      }
      double common = precision.round(
          commonExtent(boxes, first, second) * commonExtent(boxes, first + 1, second + 1));
      double sum = precision.round(area(boxes, first) + area(boxes, second));
      return precision.round(common / precision.round(sum - common));
    };
  }

  /**
   * Return the overlap by Jaccard's index, where boxes with exchanged corners have whatever area comes out.
   *
   * @param epsilon added to the area of the union
   */
  Overlap signedJaccard(double epsilon) {
    return (boxes, first, second) -> {
      double width = Math.max(commonExtent(boxes, first, second), 0);
      double height = Math.max(commonExtent(boxes, first + 1, second + 1), 0);
      double common = precision.round(width * height);
      double sum = precision.round(signedArea(boxes, first) + signedArea(boxes, second));
      return precision.round(common / precision.round(precision.round(sum - common) + epsilon));
    };
  }
}
