package oar.runtime.arm.op;

import oar.api.model.Shape;
import oar.runtime.arm.plan.Planning;

/** Checks and normalises axes. */
public final class Axes {
  private Axes() {}

  /**
   * Return an axis counted from the front.
   *
   * @param axis -rank to rank - 1
   * @throws oar.api.error.InvalidProgramException if it is out of range
   */
  public static int normalize(Planning planning, String name, long axis, int rank) {
    planning.require(-rank <= axis && axis < rank,
        name + " is " + axis + "; for rank " + rank + " it must be from " + -rank + " to " + (rank - 1));
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** How a shape falls apart at an axis: {@code outer} times {@code size} times {@code inner} elements. */
  public record Split(long outer, long size, long inner) {
    /** Split a shape at an axis counted from the front. */
    public static Split at(Shape shape, int axis) {
      return new Split(shape.elementCount(0, axis), shape.dimension(axis),
          shape.elementCount(axis + 1, shape.rank()));
    }
  }
}
