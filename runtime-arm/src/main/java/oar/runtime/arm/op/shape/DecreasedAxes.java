package oar.runtime.arm.op.shape;

import java.util.Arrays;
import java.util.stream.IntStream;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** The dimensions that a slice takes away, as indexing by a number does. */
public final class DecreasedAxes {
  private final long[] axes;

  /** Take the attribute's axes, which count from the front. */
  public DecreasedAxes(long[] axes) {
    this.axes = axes.clone();
  }

  /** Tell whether there are none. */
  public boolean isEmpty() {
    return axes.length == 0;
  }

  /** Tell whether a dimension is taken away. */
  public boolean contains(int axis) {
    return Arrays.stream(axes).anyMatch(other -> other == axis);
  }

  /**
   * Return the dimensions that are left.
   *
   * @param dimensions of the slice of the operand
   * @throws oar.api.error.InvalidProgramException if one that is taken away is not 1 or there is no such
   */
  public long[] drop(Planning planning, Operand operand, long[] dimensions) {
    for (long axis : axes) {
      planning.require(0 <= axis && axis < dimensions.length, "an element of the decreased axes is " + axis + "; for "
          + operand + " it must be from 0 to " + (dimensions.length - 1));
      planning.require(dimensions[(int) axis] == 1, "dimension " + axis + " of " + operand
          + " is taken away, but comes out as " + dimensions[(int) axis] + "; it must come out as 1");
    }
    return IntStream.range(0, dimensions.length).filter(axis -> !contains(axis)).mapToLong(axis -> dimensions[axis])
        .toArray();
  }
}
