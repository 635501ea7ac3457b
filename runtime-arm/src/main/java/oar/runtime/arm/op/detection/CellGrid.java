package oar.runtime.arm.op.detection;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The cells of a feature map, at each of which an operator puts the same boxes around the cell's centre. They follow from
 * shapes and attributes alone, so that they are computed once, when the operator is planned.
 *
 * @param x the columns of cells
 * @param y the rows of cells
 */
record CellGrid(Axis x, Axis y) {
  private static final int CORNERS = 4;
  /** A thousand times what detectors have. */
  private static final long MOST_BOXES = 1 << 24;

  /**
   * The cells along one dimension. Their centres are at {@code index * step + origin}.
   *
   * @param cells how many
   * @param step pixels from one centre to the next
   * @param origin pixels before the first centre
   * @param extent what coordinates are divided by
   */
  record Axis(long cells, double step, double origin, double extent) {}

  /** What is done to a coordinate at the end. */
  @FunctionalInterface
  interface Bound {
    /** Leaves coordinates as they are. */
    Bound NONE = (value, isUpperLeft) -> value;
    /** Holds coordinates within the image. */
    Bound IMAGE = (value, isUpperLeft) -> Math.min(Math.max(value, 0), 1);

    /** Return the coordinate of an upper left or lower right corner as it is put out. */
    double apply(double value, boolean isUpperLeft);
  }

  /** Read the four variances that every box gets. */
  static float[] variances(OperatorReader reader, float... absent) {
    float[] stored = reader.numbers("variances");
    float[] result = stored.length == 0 ? absent : stored;
    if (result.length != CORNERS) {
      throw reader.refuse("variances has " + result.length + " elements; it must have 4");
    }
    return result;
  }

  /** Read sizes or ratios. */
  static float[] positives(OperatorReader reader, String name) {
    float[] values = reader.numbers(name);
    for (float value : values) {
      if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
        throw reader.refuse(name + " is " + Arrays.toString(values) + "; each must be more than 0 and finite");
      }
    }
    return values;
  }

  /** Check that a feature map has rows and columns of cells, and return its type. */
  static DataType requireMap(Planning planning, Operand map) {
    Precision.of(planning, map);
    planning.require(map.shape().rank() == 4, "input " + map + " must have rank 4");
    return map.type();
  }

  /** Return the shape of so many boxes at each cell, proven to be of a size that can be. */
  Shape shape(Planning planning, long boxes) {
    boolean fits = boxes <= MOST_BOXES && x.cells <= MOST_BOXES && y.cells <= MOST_BOXES
        && x.cells * y.cells <= MOST_BOXES
        && x.cells * y.cells * boxes <= MOST_BOXES;
    planning.require(fits, boxes + " boxes at each of " + y.cells + " x " + x.cells
        + " cells are too many; there may be " + MOST_BOXES);
    return Shape.of(y.cells, x.cells, boxes, CORNERS);
  }

  /**
   * Return the boxes of all cells.
   *
   * @param boxes the corners of each box of a cell as seen from its centre: left, top, right, bottom
   */
  Tensor boxes(DataType type, Shape shape, double[] boxes, Bound bound) {
    MemorySegment memory = Tensor.allocate(type, shape);
    Elements elements = Elements.of(type, memory);
    long at = 0;
    for (long row = 0; row < y.cells; row++) {
      for (long column = 0; column < x.cells; column++) {
        for (int i = 0; i < boxes.length; i++) {
          Axis axis = i % 2 == 0 ? x : y;
          double centre = (i % 2 == 0 ? column : row) * axis.step + axis.origin;
          elements.set(at++, bound.apply((centre + boxes[i]) / axis.extent, i % CORNERS < 2));
        }
      }
    }
    return new Tensor(type, shape, memory);
  }

  /** Return the variances of all boxes of a shape. */
  static Tensor variances(DataType type, Shape shape, float[] variances) {
    MemorySegment memory = Tensor.allocate(type, shape);
    Elements elements = Elements.of(type, memory);
    for (long i = 0; i < shape.elementCount(); i++) {
      elements.set(i, (double) variances[(int) (i % CORNERS)]);
    }
    return new Tensor(type, shape, memory);
  }
}
