package oar.runtime.arm.op.shape;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import oar.runtime.arm.kernel.MappedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code roll}: the elements moved by {@code shifts} places along the dimensions {@code axis}, those that leave at one end coming
 * in at the other; without axes, along the flattened tensor. The output has X's LoD.
 */
public final class Roll implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;
  private final LongsSource shifts;

  /** Read an operator. */
  public Roll(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axis");
    shifts = LongsSource.of(reader, "ShiftsTensor", "shifts");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    long[] by = shifts.get(planning);
    long[] dimensions = axes.length == 0 ? new long[]{input.elementCount()} : input.shape().dimensions();
    planning.require(by.length == Math.max(axes.length, 1), "axis " + Arrays.toString(axes) + " and shifts "
        + Arrays.toString(by) + " must be equally long, or axis empty and shifts one");
    long[] total = new long[dimensions.length];
    for (int i = 0; i < by.length; i++) {
      int axis = axes.length == 0 ? 0 : Axes.normalize(planning, "an element of axis", axes[i], dimensions.length);
      total[axis] += Math.floorMod(by[i], Math.max(dimensions[axis], 1));
    }
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    List<long[]> places = IntStream.range(0, dimensions.length).mapToObj(axis -> places(dimensions[axis], total[axis]))
        .toList();
    MappedCopy copy = new MappedCopy(dimensions, places, input.type().byteSize());
    return Computation.parallel(copy.lines(), 64,
        (from, to, scratch) -> copy.run(input.segment(), output.segment(), from, to));
  }

  private static long[] places(long extent, long shift) {
    return LongStream.range(0, extent).map(place -> Math.floorMod(place - shift, extent)).toArray();
  }
}
