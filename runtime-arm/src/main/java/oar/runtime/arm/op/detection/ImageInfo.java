package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/**
 * A row of an input ImInfo: the size of an image as the network sees it, and how many times that is of its original size.
 *
 * @param height in pixels
 * @param width in pixels
 * @param scale network pixels for each original one
 * @param precision of the numbers
 */
record ImageInfo(double height, double width, double scale, Precision precision) {
  /** The numbers in a row. */
  static final int SIZE = 3;

  /** Return the information on one image of a batch. */
  static ImageInfo at(Elements elements, long image, Precision precision) {
    long index = image * SIZE;
    return new ImageInfo(elements.getDouble(index), elements.getDouble(index + 1), elements.getDouble(index + 2),
        precision);
  }

  double originalWidth() {
    return Precision.toInteger(precision.round(width / scale));
  }

  double originalHeight() {
    return Precision.toInteger(precision.round(height / scale));
  }
}
