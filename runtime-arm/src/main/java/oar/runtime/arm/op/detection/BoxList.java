package oar.runtime.arm.op.detection;

import java.util.stream.DoubleStream;

/** Gathers boxes around a centre, as left, top, right and bottom corners seen from it. */
final class BoxList {
  private final DoubleStream.Builder corners = DoubleStream.builder();

  /** Add a box around the centre. */
  void add(double width, double height) {
    add(0, 0, width, height);
  }

  /** Add a box around a point near the centre. */
  void add(double x, double y, double width, double height) {
    corners.add(x - width / 2).add(y - height / 2).add(x + width / 2).add(y + height / 2);
  }

  /** Return the corners of all boxes; nothing can be added after that. */
  double[] corners() {
    return corners.build().toArray();
  }
}
