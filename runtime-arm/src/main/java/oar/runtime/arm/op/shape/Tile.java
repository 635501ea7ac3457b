package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that repeat a tensor as a whole along its dimensions. The output has X's LoD if it has as many rows. */
public final class Tile implements Operation {
  private final Input x;
  private final Output out;
  private final Times times;

  /** How often each dimension of an operand is repeated. */
  @FunctionalInterface
  private interface Times {
    long[] of(Planning planning, Operand operand);
  }

  private Tile(OperatorReader reader, Times times) {
    x = reader.input("X");
    out = reader.output("Out");
    this.times = times;
  }

  /** Read a {@code tile}: the shorter one of X's dimensions and {@code repeat_times} has ones put in front. */
  public static Operation tile(OperatorReader reader) {
    LongsSource source = LongsSource.of(reader, "repeat_times_tensor", "RepeatTimes", "repeat_times").preferTensor();
    return new Tile(reader, (planning, operand) -> source.get(planning));
  }

  /** Read an {@code expand}: {@code expand_times} has as many elements as X has dimensions. */
  public static Operation expand(OperatorReader reader) {
    LongsSource source = LongsSource.of(reader, "expand_times_tensor", "ExpandTimes", "expand_times").preferTensor();
    return new Tile(reader, (planning, operand) -> {
      long[] times = source.get(planning);
      planning.require(times.length == operand.shape().rank(),
          "expand_times " + Arrays.toString(times) + " must have an element for each dimension of " + operand);
      return times;
    });
  }

  /** Read an {@code expand_as}: each dimension is repeated until it is that of {@code target_tensor}. */
  public static Operation expandAs(OperatorReader reader) {
    Input target = reader.input("target_tensor");
    return new Tile(reader, (planning, operand) -> timesTo(planning, operand, planning.get(target)));
  }

  private static long[] timesTo(Planning planning, Operand operand, Operand target) {
    Shape wanted = target.shape();
    planning.require(wanted.rank() == operand.shape().rank(), "inputs " + operand + " and " + target
        + " must have one rank");
    long[] times = new long[wanted.rank()];
    for (int i = 0; i < times.length; i++) {
      long extent = operand.shape().dimension(i);
      planning.require(extent > 0 && wanted.dimension(i) % extent == 0,
          "dimension " + i + " of " + operand + " must divide that of " + target);
      times[i] = wanted.dimension(i) / extent;
    }
    return times;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    long[] wanted = times.of(planning, input);
    planning.require(Arrays.stream(wanted).allMatch(count -> count > 0),
        "the numbers of repetitions are " + Arrays.toString(wanted) + "; each must be 1 or more");
    int rank = Math.max(wanted.length, input.shape().rank());
    long[] counts = withOnes(wanted, rank);
    long[] dimensions = withOnes(input.shape().dimensions(), rank);
    View view = View.of(dimensions);
    for (int i = rank - 1; i >= 0; i--) {
      view = view.repeat(i, counts[i]);
      dimensions[i] = multiply(planning, dimensions[i], counts[i]);
    }
    Shape shape = Shape.of(dimensions);
    return Copies.put(planning, input, view, new Copies.Target(out, shape, input.levelOfDetailFor(shape)));
  }

  private static long[] withOnes(long[] values, int rank) {
    long[] result = new long[rank];
    Arrays.fill(result, 1);
    System.arraycopy(values, 0, result, rank - values.length, values.length);
    return result;
  }

  private static long multiply(Planning planning, long extent, long count) {
    planning.require(extent == 0 || count <= Long.MAX_VALUE / extent,
        "a dimension of " + extent + " cannot be repeated " + count + " times");
    return extent * count;
  }
}
