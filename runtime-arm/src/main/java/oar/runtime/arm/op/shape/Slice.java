package oar.runtime.arm.op.shape;

import java.util.Arrays;
import java.util.function.LongFunction;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code slice}: the elements from {@code starts} to {@code ends} along {@code axes}; negative ones count from the end, and all
 * are held within the dimension. Dimensions of {@code decrease_axis}, which must come out as 1, are taken away. The output has
 * the input's LoD if the first of {@code axes} is not its rows. Of an array of tensors it gives a shorter array or, with a
 * {@code decrease_axis}, one element.
 */
public final class Slice implements Operation {
  private final Input input;
  private final Output out;
  private final long[] axes;
  private final LongsSource starts;
  private final LongsSource ends;
  private final DecreasedAxes decreased;

  /** Read an operator. */
  public Slice(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axes");
    starts = LongsSource.of(reader, "StartsTensorList", "StartsTensor", "starts").preferTensor();
    ends = LongsSource.of(reader, "EndsTensorList", "EndsTensor", "ends").preferTensor();
    decreased = new DecreasedAxes(reader.operator().longsAttribute("decrease_axis"));
  }

  @Override
  public Computation plan(Planning planning) {
    long[] first = starts.get(planning);
    long[] last = ends.get(planning);
    planning.require(first.length == axes.length && last.length == axes.length, "axes " + Arrays.toString(axes)
        + ", starts " + Arrays.toString(first) + " and ends " + Arrays.toString(last) + " must be equally long");
    return planning.getAny(input).orElse(null) instanceof ArrayOperand array
        ? ofArray(planning, array, first, last)
        : ofTensor(planning, planning.get(input), first, last);
  }

  private Computation ofTensor(Planning planning, Operand x, long[] first, long[] last) {
    int rank = x.shape().rank();
    View view = View.of(x.shape().dimensions());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.normalize(planning, "an element of axes", axes[i], rank);
      Span span = span(planning, axis, first[i], last[i], x.shape().dimension(axis));
      view = view.pick(axis, span.from(), span.step(), span.count());
    }
    boolean keepsRows = axes.length > 0 && axes[0] != 0 && axes[0] != -rank;
    Shape shape = Shape.of(decreased.drop(planning, x, view.extents()));
    return Copies.put(planning, x, view,
        new Copies.Target(out, shape, keepsRows ? x.levelOfDetail() : LevelOfDetail.NONE));
  }

  private Span span(Planning planning, int axis, long start, long end, long extent) {
    // x[-1] is saved as starts -1, ends 0.
    boolean isLastElement = start == -1 && end == 0 && decreased.contains(axis);
    return Span.of(planning, new Span.Bounds(start, isLastElement ? extent : end, 1), extent);
  }

  private Computation ofArray(Planning planning, ArrayOperand array, long[] first, long[] last) {
    planning.require(Arrays.equals(axes, new long[]{0}), "axes of an array must be [0], not " + Arrays.toString(axes));
    LongFunction<Span> span = extent -> span(planning, 0, first[0], last[0], extent);
    return decreased.isEmpty()
        ? ArraySlices.part(planning, array, span, out)
        : ArraySlices.element(planning, array, span, out);
  }
}
