package oar.runtime.arm.op.detection;

/**
 * Where the boxes and scores of the classes of an image are. Boxes that are common to all classes have a matrix of scores with
 * a row for each class; otherwise each box has a row with coordinates and score for each class.
 *
 * @param count boxes of the image
 * @param classes of the detector
 * @param firstScore the first class's score of the first box
 * @param scoreStride elements from one box's score to the next
 * @param classStride elements from one class's score to the next
 * @param firstBox element where the first class's first box begins
 * @param boxStride elements from one box to the next
 * @param classBoxStride elements from one class's box to the next; 0 if boxes are common
 */
record ClassLayout(int count, int classes, long firstScore, long scoreStride, long classStride, long firstBox,
    long boxStride, long classBoxStride) {
  /** Describe image i of common boxes [N, count, size] and scores [N, classes, count]. */
  static ClassLayout common(int image, int count, int classes, int size) {
    return new ClassLayout(count, classes, (long) image * classes * count, 1, count, (long) image * count * size, size,
        0);
  }

  /** Describe the rows from one on of boxes [R, classes, 4] and scores [R, classes]. */
  static ClassLayout perClass(int row, int count, int classes) {
    long boxStride = (long) classes * Box.SIZE;
    return new ClassLayout(count, classes, (long) row * classes, classes, 1, row * boxStride, boxStride, Box.SIZE);
  }

  /** Tell whether each class has boxes of its own. */
  boolean isPerClass() {
    return classBoxStride > 0;
  }

  /** Return where the score of a box for a class is. */
  long score(int label, int box) {
    return firstScore + label * classStride + box * scoreStride;
  }

  /** Return where a box begins. */
  int box(int label, int box) {
    return Math.toIntExact(firstBox + label * classBoxStride + box * boxStride);
  }
}
