package oar.runtime.arm.op.shape;

import java.util.Arrays;
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
 * {@code strided_slice}: every {@code strides}-th element from {@code starts} to {@code ends} along {@code axes}, backwards where
 * the stride is negative; see {@link Span#strided}. Dimensions of {@code decrease_axis}, which must come out as 1, are taken away,
 * but one stays. The output has the input's LoD. Of an array of tensors it gives a shorter array.
 */
public final class StridedSlice implements Operation {
  private final Input input;
  private final Output out;
  private final long[] axes;
  private final LongsSource starts;
  private final LongsSource ends;
  private final LongsSource strides;
  private final DecreasedAxes decreased;

  /** Read an operator. */
  public StridedSlice(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axes");
    starts = LongsSource.of(reader, "StartsTensorList", "StartsTensor", "starts").preferTensor();
    ends = LongsSource.of(reader, "EndsTensorList", "EndsTensor", "ends").preferTensor();
    strides = LongsSource.of(reader, "StridesTensorList", "StridesTensor", "strides").preferTensor();
    decreased = new DecreasedAxes(reader.operator().longsAttribute("decrease_axis"));
  }

  @Override
  public Computation plan(Planning planning) {
    Span.Bounds[] bounds = bounds(planning);
    if (planning.getAny(input).orElse(null) instanceof ArrayOperand array) {
      planning.require(Arrays.equals(axes, new long[]{0}),
          "axes of an array must be [0], not " + Arrays.toString(axes));
      return ArraySlices.part(planning, array, extent -> Span.strided(planning, bounds[0], extent), out);
    }
    Operand x = planning.get(input);
    View view = View.of(x.shape().dimensions());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.normalize(planning, "an element of axes", axes[i], x.shape().rank());
      Span span = span(planning, bounds[i], axis, x.shape().dimension(axis));
      view = view.pick(axis, span.from(), span.step(), span.count());
    }
    long[] left = decreased.drop(planning, x, view.extents());
    Shape shape = left.length == 0 && !decreased.isEmpty() ? Shape.of(1) : Shape.of(left);
    return Copies.put(planning, x, view, new Copies.Target(out, shape, x.levelOfDetail()));
  }

  private Span.Bounds[] bounds(Planning planning) {
    long[] first = starts.get(planning);
    long[] last = ends.get(planning);
    long[] steps = strides.get(planning);
    planning.require(first.length == axes.length && last.length == axes.length && steps.length == axes.length,
        "axes " + Arrays.toString(axes) + ", starts " + Arrays.toString(first) + ", ends " + Arrays.toString(last)
            + " and strides " + Arrays.toString(steps) + " must be equally long");
    Span.Bounds[] bounds = new Span.Bounds[axes.length];
    Arrays.setAll(bounds, i -> new Span.Bounds(first[i], last[i], steps[i]));
    return bounds;
  }

  private Span span(Planning planning, Span.Bounds bounds, int axis, long extent) {
    // x[-1] is saved as starts -1, ends 0.
    boolean isLastElement = bounds.start() == -1 && bounds.end() == 0 && decreased.contains(axis);
    return Span.strided(planning, isLastElement ? new Span.Bounds(-1, extent, 1) : bounds, extent);
  }
}
