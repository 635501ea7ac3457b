package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.kernel.movement.StridedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.op.creation.AssignedValues;
import oar.runtime.arm.op.shape.DecreasedAxes;
import oar.runtime.arm.op.shape.Span;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code set_value}: the input with the elements from {@code starts} to {@code ends} in steps of {@code steps} along {@code axes}
 * replaced by a value that broadcasts to them: that of {@code ValueTensor} or of the attributes. For that, dimensions of
 * {@code decrease_axes} count as taken away, and new ones of 1 as put in before those of {@code none_axes}. No LoD.
 */
public final class SetValue implements Operation {
  private final Input input;
  private final Output out;
  private final Optional<Input> valueTensor;
  private final Function<DataType, Tensor> values;
  private final long[] axes;
  private final LongsSource starts;
  private final LongsSource ends;
  private final LongsSource steps;
  private final DecreasedAxes decreased;
  private final long[] added;

  /** Read an operator. */
  public SetValue(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    valueTensor = reader.optionalInput("ValueTensor");
    values = type -> AssignedValues.read(reader, type);
    axes = reader.operator().longsAttribute("axes");
    starts = LongsSource.ofList(reader, "StartsTensorList", "starts");
    ends = LongsSource.ofList(reader, "EndsTensorList", "ends");
    steps = LongsSource.ofList(reader, "StepsTensorList", "steps");
    decreased = new DecreasedAxes(reader.operator().longsAttribute("decrease_axes"));
    added = reader.operator().longsAttribute("none_axes");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    View region = region(planning, x);
    if (valueTensor.isEmpty()) {
      Tensor value = values.apply(x.type());
      StridedCopy copy = copy(planning, x, region, value.shape());
      Operand output = planning.put(out, x.type(), x.shape());
      return workspace -> replace(x, output, copy, value.data());
    }
    Operand value = planning.get(valueTensor.get());
    planning.require(value.type() == x.type(), "inputs " + x + " and " + value + " must be of one type");
    StridedCopy copy = copy(planning, x, region, value.shape());
    Operand output = planning.put(out, x.type(), x.shape());
    return workspace -> replace(x, output, copy, value.segment());
  }

  private static void replace(Operand x, Operand output, StridedCopy copy, MemorySegment value) {
    output.segment().copyFrom(x.segment());
    copy.run(value, output.segment());
  }

  private View region(Planning planning, Operand x) {
    long[] first = starts.get(planning);
    long[] last = ends.get(planning);
    long[] step = steps.get(planning);
    planning.require(first.length == axes.length && last.length == axes.length && step.length == axes.length,
        "axes " + Arrays.toString(axes) + ", starts " + Arrays.toString(first) + ", ends " + Arrays.toString(last)
            + " and steps " + Arrays.toString(step) + " must be equally long");
    View region = View.of(x.shape().dimensions());
    for (int i = 0; i < axes.length; i++) {
      int axis = Axes.normalize(planning, "an element of axes", axes[i], x.shape().rank());
      Span span = Span.of(planning, new Span.Bounds(first[i], last[i], step[i]), x.shape().dimension(axis));
      region = region.pick(axis, span.from(), span.step(), span.count());
    }
    decreased.drop(planning, x, region.extents());
    int at = 0;
    int next = 0;
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      for (; next < added.length && added[next] <= axis; next++) {
        region = region.repeat(at++, 1);
      }
      region = decreased.contains(axis) ? region.drop(at) : region;
      at += decreased.contains(axis) ? 0 : 1;
    }
    for (; next < added.length; next++) {
      region = region.repeat(at++, 1);
    }
    return region;
  }

  /** Return the copy of a value to a region, which may have fewer leading dimensions of 1. */
  private static StridedCopy copy(Planning planning, Operand x, View region, Shape value) {
    View from = View.of(value.dimensions());
    while (from.rank() > region.rank() && from.extent(0) == 1) {
      from = from.drop(0);
    }
    boolean isEmpty = Arrays.stream(region.extents()).anyMatch(extent -> extent == 0);
    planning.require(isEmpty || from.broadcastsTo(region.extents()), "a value of shape " + value
        + " does not broadcast to the part " + Arrays.toString(region.extents()) + " of " + x);
    return new StridedCopy(isEmpty ? region : from.broadcast(region.extents()), region, x.type().byteSize());
  }
}
