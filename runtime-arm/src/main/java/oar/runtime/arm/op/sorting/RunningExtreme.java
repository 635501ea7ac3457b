package oar.runtime.arm.op.sorting;

import oar.api.model.DataType;
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
 * {@code cummax}, {@code cummin}: the greatest or least of the elements so far along {@code axis}, NaN if there was one, and where it
 * is, of type {@code dtype}: the last of several. The outputs have the input's LoD.
 */
public final class RunningExtreme implements Operation {
  private final Input x;
  private final Output out;
  private final Output indices;
  private final int axis;
  private final DataType indexType;
  private final boolean isMaximum;

  private RunningExtreme(OperatorReader reader, boolean isMaximum) {
    this.isMaximum = isMaximum;
    x = reader.input("x");
    out = reader.output("out");
    indices = reader.output("indices");
    axis = reader.operator().intAttribute("axis", -1);
    indexType = DataTypes.of(reader, "dtype", DataType.INT64);
    if (indexType != DataType.INT64 && indexType != DataType.INT32) {
      throw reader.refuse("dtype is " + indexType + "; it must be int32 or int64");
    }
  }

  /** Read a {@code cummax}. */
  public static Operation maximum(OperatorReader reader) {
    return new RunningExtreme(reader, true);
  }

  /** Read a {@code cummin}. */
  public static Operation minimum(OperatorReader reader) {
    return new RunningExtreme(reader, false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(DataTypes.isReal(input.type()), "input " + input + " must hold real numbers");
    int rank = input.shape().rank();
    int along = Axes.normalize(planning, "axis", axis, Math.max(rank, 1));
    Axes.Split lines = rank == 0 ? new Axes.Split(1, 1, 1) : Axes.Split.at(input.shape(), along);
    int length = Axes.arrayLength(planning, input, lines.size());
    Operand extremes = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    Operand places = planning.put(indices, indexType, input.shape(), input.levelOfDetail());
    return Computation.parallel(length == 0 ? 0 : lines.outer() * lines.inner(), 1, (from, to, scratch) -> {
      Keys keys = Keys.of(Elements.of(input), length);
      for (long line = from; line < to; line++) {
        keys.load(Elements.of(input), lines.lineStart(line), lines.inner());
        scan(keys, Elements.of(extremes), Elements.of(places), lines, line);
      }
    });
  }

  private void scan(Keys keys, Elements extremes, Elements places, Axes.Split lines, long line) {
    int best = 0;
    for (int i = 0; i < keys.size(); i++) {
      if (keys.isNaN(i) || !keys.isNaN(best) && !isBehind(keys, i, best)) {
        best = i;
      }
      long index = lines.lineStart(line) + i * lines.inner();
      keys.store(best, extremes, index);
      places.set(index, (long) best);
    }
  }

  /** Tell whether a key is less than the greatest so far, or greater than the least. */
  private boolean isBehind(Keys keys, int key, int best) {
    return isMaximum ? keys.ascendingNumbers().isBefore(key, best) : keys.descendingNumbers().isBefore(key, best);
  }
}
