package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;

/**
 * The feature maps that regions are pooled of.
 *
 * @param x the maps, [N, C, H, W]
 * @param pooledHeight bins along the height of a region
 * @param pooledWidth bins along the width of a region
 * @param scale pixels of a map for each pixel of the image
 * @param precision that pixels and bins are found with
 */
record RegionMaps(Operand x, int pooledHeight, int pooledWidth, double scale, Precision precision) {
  int channels() {
    return Math.toIntExact(x.shape().dimension(1));
  }

  int height() {
    return (int) x.shape().dimension(2);
  }

  int width() {
    return (int) x.shape().dimension(3);
  }

  int bins() {
    return pooledHeight * pooledWidth;
  }

  /** Return the first element of a map. */
  long plane(int image, int channel) {
    return ((long) image * channels() + channel) * height() * width();
  }

  Elements elements() {
    return Elements.of(x);
  }
}
