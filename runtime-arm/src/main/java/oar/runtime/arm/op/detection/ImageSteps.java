package oar.runtime.arm.op.detection;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * How the cells of a feature map lie on its image: {@code step_w} and {@code step_h} pixels apart, or, if either is 0, as far
 * as the sizes of both say; {@code offset} of a step into the cell is its centre.
 *
 * @param width pixels from one column to the next, or 0
 * @param height pixels from one row to the next, or 0
 * @param offset of a centre, in steps
 */
record ImageSteps(float width, float height, float offset) {
  static ImageSteps of(OperatorReader reader) {
    return new ImageSteps(reader.number("step_w", 0), reader.number("step_h", 0), reader.number("offset", 0.5f));
  }

  /** Return the cells of a feature map; coordinates are divided by the size of the image. */
  CellGrid grid(Planning planning, Operand map, Operand image) {
    planning.require(image.shape().rank() == 4 && image.shape().dimension(2) > 0 && image.shape().dimension(3) > 0,
        "input " + image + " must have rank 4, and rows and columns");
    Precision precision = Precision.of(planning, map);
    return new CellGrid(axis(precision, map.shape().dimension(3), image.shape().dimension(3), width),
        axis(precision, map.shape().dimension(2), image.shape().dimension(2), height));
  }

  private CellGrid.Axis axis(Precision precision, long cells, long extent, float step) {
    double pixels = width == 0 || height == 0 ? precision.round((double) extent / cells) : step;
    return new CellGrid.Axis(cells, pixels, offset * pixels, extent);
  }
}
