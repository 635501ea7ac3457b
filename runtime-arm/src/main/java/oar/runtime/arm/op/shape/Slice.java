package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
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
 * {@code slice}: the elements from {@code starts} to {@code ends} along {@code axes}; negative ones count from the end, and all
 * are held within the dimension. Dimensions of {@code decrease_axis}, which must come out as 1, are taken away. The output has
 * the input's LoD unless it is cut along its rows.
 */
public final class Slice implements Operation {
  private final Input input;
  private final Output out;
  private final long[] axes;
  private final LongsSource starts;
  private final LongsSource ends;
  private final long[] decreased;

  /** Read an operator. */
  public Slice(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axes");
    starts = LongsSource.of(reader, "StartsTensorList", "StartsTensor", "starts").preferTensor();
    ends = LongsSource.of(reader, "EndsTensorList", "EndsTensor", "ends").preferTensor();
    decreased = reader.operator().longsAttribute("decrease_axis");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    int rank = x.shape().rank();
    long[] from = new long[rank];
    long[] dimensions = x.shape().dimensions();
    cut(planning, x, from, dimensions);
    boolean cutsRows = axes.length > 0 && (axes[0] == 0 || axes[0] == -rank);
    LevelOfDetail levelOfDetail = cutsRows ? LevelOfDetail.NONE : x.levelOfDetail();
    return Ranges.plan(planning, x, new Ranges(from, dimensions), out,
        new Ranges.Target(withoutDecreased(planning, x, dimensions), levelOfDetail));
  }

  private void cut(Planning planning, Operand x, long[] from, long[] dimensions) {
    long[] first = starts.get(planning);
    long[] last = ends.get(planning);
    planning.require(first.length == axes.length && last.length == axes.length, "axes " + Arrays.toString(axes)
        + ", starts " + Arrays.toString(first) + " and ends " + Arrays.toString(last) + " must be equally long");
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.normalize(planning, "an element of axes", axes[i], dimensions.length);
      long extent = x.shape().dimension(axis);
      // x[-1] is saved as starts -1, ends 0.
      boolean isLastElement = first[i] == -1 && last[i] == 0 && isDecreased(axis);
      long start = Math.clamp(first[i] < 0 ? first[i] + extent : first[i], 0, extent);
      long end = Math.clamp(isLastElement ? extent : last[i] < 0 ? last[i] + extent : last[i], 0, extent);
      from[axis] = start;
      dimensions[axis] = Math.max(end - start, 0);
    }
  }

  private boolean isDecreased(int axis) {
    return Arrays.stream(decreased).anyMatch(other -> other == axis);
  }

  private Shape withoutDecreased(Planning planning, Operand x, long[] dimensions) {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < dimensions.length; i++) {
      if (isDecreased(i)) {
        planning.require(dimensions[i] == 1, "dimension " + i + " of " + x + " is in decrease_axis, but comes out as "
            + dimensions[i] + "; it must come out as 1");
      } else {
        kept.add(dimensions[i]);
      }
    }
    return Shape.of(kept);
  }
}
