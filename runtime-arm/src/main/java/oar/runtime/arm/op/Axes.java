package oar.runtime.arm.op;

import oar.api.model.Shape;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Checks and normalises axes. */
public final class Axes {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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

  /**
   * Return a number of elements that are worked on at once.
   *
   * @throws oar.api.error.InvalidProgramException if an array cannot hold as many
   */
  public static int arrayLength(Planning planning, Operand operand, long count) {
    planning.require(count <= LONGEST_ARRAY,
        "input " + operand + " has " + count + " elements that belong together; at most " + LONGEST_ARRAY + " can");
    return (int) count;
  }

  /** How a shape falls apart at an axis: {@code outer} times {@code size} times {@code inner} elements. */
  public record Split(long outer, long size, long inner) {
    /** Split a shape at an axis counted from the front. */
    public static Split at(Shape shape, int axis) {
      return new Split(shape.elementCount(0, axis), shape.dimension(axis),
          shape.elementCount(axis + 1, shape.rank()));
    }

    /** Return the first element of a line along the axis; the others follow {@code inner} elements apart. */
    public long lineStart(long line) {
      return line / inner * size * inner + line % inner;
    }
  }
}
