package oar.runtime.arm.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.runtime.arm.plan.Planning;

/** The dimensions of a tensor along which an operator makes one element of several. */
public final class ReducedAxes {
  private final Shape shape;
  private final boolean[] reduced;

  private ReducedAxes(Shape shape, boolean[] reduced) {
    this.shape = shape;
    this.reduced = reduced;
  }

  /**
   * Read a list of axes; an empty one names all.
   *
   * @param name of the attribute
   * @param takesAll whether all axes are reduced whatever the list says
   * @throws oar.api.error.InvalidProgramException if one is out of range, or is named twice
   */
  public static ReducedAxes of(Planning planning, String name, long[] axes, Shape shape, boolean takesAll) {
    int rank = shape.rank();
    boolean[] reduced = new boolean[rank];
    Arrays.fill(reduced, takesAll || axes.length == 0);
    for (long axis : axes) {
      int normalized = Axes.normalize(planning, "an element of " + name, axis, Math.max(rank, 1));
      if (rank > 0) {
        planning.require(takesAll || !reduced[normalized],
            name + " " + Arrays.toString(axes) + " names dimension " + normalized + " twice");
        reduced[normalized] = true;
      }
    }
    return new ReducedAxes(shape, reduced);
  }

  /** Tell whether a dimension is reduced. */
  public boolean contains(int axis) {
    return reduced[axis];
  }

  /** Return the dimensions that are left, in order, and then the reduced ones. */
  public int[] reducedLast() {
    return IntStream.concat(axes(false), axes(true)).toArray();
  }

  private IntStream axes(boolean ofReduced) {
    return IntStream.range(0, reduced.length).filter(axis -> reduced[axis] == ofReduced);
  }

  /** Return how many elements become one. */
  public long count() {
    return axes(true).mapToLong(shape::dimension).reduce(1, Math::multiplyExact);
  }

  /**
   * Return the shape of the result.
   *
   * @param keepsRank whether reduced dimensions become 1 rather than go
   */
  public Shape result(boolean keepsRank) {
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < reduced.length; i++) {
      if (!reduced[i] || keepsRank) {
        dimensions.add(reduced[i] ? 1 : shape.dimension(i));
      }
    }
    return Shape.of(dimensions);
  }
}
