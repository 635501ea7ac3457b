package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that merge adjacent dimensions. The output has X's LoD if its first dimension is X's. */
public final class Flatten implements Operation {
  private final Input x;
  private final Output out;
  private final Rule rule;

  /** Computes the dimensions of the output. */
  @FunctionalInterface
  private interface Rule {
    long[] apply(Planning planning, Shape shape);
  }

  private Flatten(OperatorReader reader, Rule rule) {
    x = reader.input("X");
    out = reader.output("Out");
    this.rule = rule;
  }

  /** Read a {@code flatten} or {@code flatten2}: the dimensions before {@code axis} and those from it on make two. */
  public static Operation toMatrix(OperatorReader reader) {
    int axis = reader.operator().intAttribute("axis", 1);
    return new Flatten(reader, (planning, shape) -> {
      planning.require(0 <= axis && axis <= shape.rank(),
          "axis is " + axis + "; for rank " + shape.rank() + " it must be from 0 to " + shape.rank());
      return new long[]{shape.elementCount(0, axis), shape.elementCount(axis, shape.rank())};
    });
  }

  /** Read a {@code flatten_contiguous_range}: the dimensions from {@code start_axis} to {@code stop_axis} make one. */
  public static Operation range(OperatorReader reader) {
    int start = reader.operator().intAttribute("start_axis", 1);
    int stop = reader.operator().intAttribute("stop_axis", 1);
    return new Flatten(reader, (planning, shape) -> merge(planning, shape, start, stop));
  }

  private static long[] merge(Planning planning, Shape shape, int start, int stop) {
    int rank = shape.rank();
    if (rank == 0) {
      return new long[]{1};
    }
    int first = Axes.normalize(planning, "start_axis", start, rank);
    int last = Axes.normalize(planning, "stop_axis", stop, rank);
    planning.require(first <= last, "start_axis " + start + " is behind stop_axis " + stop);
    long[] dimensions = Arrays.copyOf(shape.dimensions(), rank - (last - first));
    dimensions[first] = shape.elementCount(first, last + 1);
    System.arraycopy(shape.dimensions(), last + 1, dimensions, first + 1, rank - last - 1);
    return dimensions;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Shape shape = Shape.of(rule.apply(planning, input.shape()));
    boolean keepsRows = input.shape().rank() > 0 && shape.dimension(0) == input.shape().dimension(0);
    planning.share(out, input, shape, keepsRows ? input.levelOfDetail() : LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
