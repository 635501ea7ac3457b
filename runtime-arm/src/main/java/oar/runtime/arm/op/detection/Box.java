package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** A rectangle, or what describes one relative to another: two coordinates for each of two corners, or centre and size. */
record Box(double x1, double y1, double x2, double y2) {
  /** The coordinates of a box in an array or a tensor. */
  static final int SIZE = 4;

  private static final int MOST_ELEMENTS = 1 << 30;

  /** Return the box that begins at an element of an array. */
  static Box at(double[] elements, int index) {
    return new Box(elements[index], elements[index + 1], elements[index + 2], elements[index + 3]);
  }

  /** Return a box of a tensor of boxes. */
  static Box at(Elements elements, long box) {
    long index = box * SIZE;
    return new Box(elements.getDouble(index), elements.getDouble(index + 1), elements.getDouble(index + 2),
        elements.getDouble(index + 3));
  }

  /** Set a box of a tensor of boxes. */
  void store(Elements elements, long box) {
    long index = box * SIZE;
    elements.set(index, x1);
    elements.set(index + 1, y1);
    elements.set(index + 2, x2);
    elements.set(index + 3, y2);
  }

  /** Set the elements of an array from one on. */
  void store(double[] elements, int index) {
    elements[index] = x1;
    elements[index + 1] = y1;
    elements[index + 2] = x2;
    elements[index + 3] = y2;
  }

  /** Return the box with its corners held within an image. */
  Box clip(double width, double height) {
    return new Box(hold(x1, width), hold(y1, height), hold(x2, width), hold(y2, height));
  }

  private static double hold(double value, double most) {
    return Math.max(Math.min(value, most), 0);
  }

  /** Return the box with its coordinates divided by a number. */
  Box divide(double divisor) {
    return new Box(x1 / divisor, y1 / divisor, x2 / divisor, y2 / divisor);
  }

  /** Return the box with each coordinate rounded. */
  Box round(Precision precision) {
    return new Box(precision.round(x1), precision.round(y1), precision.round(x2), precision.round(y2));
  }

  /** Return all elements of an input that {@link #requireArray} has checked; only a computation may ask, when it runs. */
  static double[] elements(Operand boxes) {
    double[] elements = new double[(int) boxes.elementCount()];
    Elements.of(boxes).load(0, 1, elements, elements.length);
    return elements;
  }

  /** Check that an array can hold all elements of an input. */
  static void requireArray(Planning planning, Operand boxes) {
    planning.require(boxes.elementCount() <= MOST_ELEMENTS,
        "input " + boxes + " is too large; it may have " + MOST_ELEMENTS + " elements");
  }

  /** Check that an input is a table with a box in each row. */
  static void requireTable(Planning planning, Operand table) {
    requireArray(planning, table);
    planning.require(table.shape().rank() == 2 && table.shape().dimension(1) == SIZE,
        "input " + table + " must be a table of boxes, [rows, " + SIZE + "]");
  }
}
