package oar.runtime.arm.op.sorting;

import java.util.Arrays;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code arg_max}, {@code arg_min}: where along {@code axis}, or with {@code flatten} among all elements, the greatest or least
 * element is: the first of several; NaN is none. The axis goes, or becomes 1 with {@code keepdims}. No LoD.
 */
public final class ArgExtreme implements Operation {
  private final Input x;
  private final Output out;
  private final long axis;
  private final boolean flattens;
  private final boolean keepsRank;
  private final DataType type;
  private final boolean isMaximum;

  private ArgExtreme(OperatorReader reader, boolean isMaximum) {
    Operator operator = reader.operator();
    this.isMaximum = isMaximum;
    x = reader.input("X");
    out = reader.output("Out");
    axis = operator.longAttribute("axis", -1);
    flattens = operator.booleanAttribute("flatten", false);
    keepsRank = operator.booleanAttribute("keepdims", false);
    type = DataTypes.of(reader, "dtype", DataType.INT64);
    if (type != DataType.INT64 && type != DataType.INT32) {
      throw reader.refuse("dtype is " + type + "; it must be int32 or int64");
    }
  }

  /** Read an {@code arg_max}. */
  public static Operation maximum(OperatorReader reader) {
    return new ArgExtreme(reader, true);
  }

  /** Read an {@code arg_min}. */
  public static Operation minimum(OperatorReader reader) {
    return new ArgExtreme(reader, false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.elementCount() > 0, "input " + input + " has no elements, so none is the greatest or least");
    Axes.Split split = new Axes.Split(1, input.elementCount(), 1);
    int rank = input.shape().rank();
    // As in Paddle, a scalar gets a dimension to keep, unless it is flattened.
    long[] shape = new long[!keepsRank ? 0 : flattens ? rank : Math.max(rank, 1)];
    Arrays.fill(shape, 1);
    if (!flattens && rank > 0) {
      int along = Axes.normalize(planning, "axis", axis, rank);
      split = Axes.Split.at(input.shape(), along);
      shape = shapeWithout(input.shape(), along);
    }
    planning.require(type == DataType.INT64 || split.size() <= Integer.MAX_VALUE,
        "input " + input + " has places that dtype int32 cannot number");
    Operand output = planning.put(out, type, Shape.of(shape));
    Axes.Split lines = split;
    return Computation.parallel(lines.outer(), 1, (from, to, scratch) -> {
      for (long outer = from; outer < to; outer++) {
        if (input.type() == DataType.INT64) {
          searchIntegers(Elements.of(input), Elements.of(output), lines, outer);
        } else {
          search(Elements.of(input), Elements.of(output), lines, outer, scratch);
        }
      }
    });
  }

  private long[] shapeWithout(Shape shape, int axis) {
    return LongStream.range(0, shape.rank()).filter(i -> keepsRank || i != axis)
        .map(i -> i == axis ? 1 : shape.dimension((int) i)).toArray();
  }

  private void searchIntegers(Elements input, Elements output, Axes.Split lines, long outer) {
    for (long inner = 0; inner < lines.inner(); inner++) {
      long start = outer * lines.size() * lines.inner() + inner;
      long best = 0;
      for (long i = 1; i < lines.size(); i++) {
        long value = input.getLong(start + i * lines.inner());
        long extreme = input.getLong(start + best * lines.inner());
        if (isMaximum ? value > extreme : value < extreme) {
          best = i;
        }
      }
      output.set(outer * lines.inner() + inner, best);
    }
  }

  /** Search neighbouring lines together, so that memory is read in order. */
  private void search(Elements input, Elements output, Axes.Split lines, long outer, Scratch scratch) {
    double[] values = scratch.doubles(0, Scratch.CHUNK);
    double[] extremes = scratch.doubles(1, Scratch.CHUNK);
    long[] places = new long[Scratch.CHUNK];
    double sign = isMaximum ? 1 : -1;
    for (long inner = 0; inner < lines.inner(); inner += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, lines.inner() - inner);
      Arrays.fill(extremes, 0, length, Double.NEGATIVE_INFINITY);
      Arrays.fill(places, 0, length, 0);
      for (long i = 0; i < lines.size(); i++) {
        input.load((outer * lines.size() + i) * lines.inner() + inner, 1, values, length);
        for (int j = 0; j < length; j++) {
          if (sign * values[j] > extremes[j]) {
            extremes[j] = sign * values[j];
            places[j] = i;
          }
        }
      }
      for (int j = 0; j < length; j++) {
        output.set(outer * lines.inner() + inner + j, places[j]);
      }
    }
  }
}
