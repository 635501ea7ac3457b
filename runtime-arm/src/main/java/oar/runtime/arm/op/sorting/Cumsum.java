package oar.runtime.arm.op.sorting;

import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code cumsum}: running sums along {@code axis}, or with {@code flatten} over all elements; without the element itself if
 * {@code exclusive}; from the end if {@code reverse}. As in Paddle, a tensor of one element is its own sum even then. The
 * output has X's LoD.
 */
public final class Cumsum implements Operation {
  private final Input x;
  private final Output out;
  private final int axis;
  private final boolean flattens;
  private final boolean isExclusive;
  private final boolean isReverse;

  /** Read an operator. */
  public Cumsum(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    out = reader.output("Out");
    axis = operator.intAttribute("axis", -1);
    flattens = operator.booleanAttribute("flatten", false);
    isExclusive = operator.booleanAttribute("exclusive", false);
    isReverse = operator.booleanAttribute("reverse", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision precision = input.type() == DataType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE;
    Shape shape = flattens ? Shape.of(input.elementCount()) : input.shape();
    Operand output = planning.put(out, input.type(), shape, input.levelOfDetail());
    Axes.Split split = new Axes.Split(1, 1, 1);
    if (shape.rank() > 0) {
      split = Axes.Split.at(shape, flattens ? 0 : Axes.normalize(planning, "axis", axis, shape.rank()));
    }
    Axes.Split lines = split;
    return workspace -> workspace.parallel(lines.outer() * lines.inner(), 1, (from, to, scratch) -> {
      for (long line = from; line < to; line++) {
        if (input.type().isFloatingPoint()) {
          addNumbers(Elements.of(input), Elements.of(output), lines, line, precision);
        } else {
          addIntegers(Elements.of(input), Elements.of(output), lines, line);
        }
      }
    });
  }

  private void addIntegers(Elements input, Elements output, Axes.Split lines, long line) {
    long start = start(lines, line);
    long step = isReverse ? -lines.inner() : lines.inner();
    long sum = 0;
    for (long i = 0; i < lines.size(); i++) {
      long next = sum + input.getLong(start + i * step);
      output.set(start + i * step, leavesOut(lines) ? sum : next);
      sum = next;
    }
  }

  private void addNumbers(Elements input, Elements output, Axes.Split lines, long line, Precision precision) {
    long start = start(lines, line);
    long step = isReverse ? -lines.inner() : lines.inner();
    double sum = 0;
    for (long i = 0; i < lines.size(); i++) {
      double next = precision.round(sum + input.getDouble(start + i * step));
      output.set(start + i * step, leavesOut(lines) ? sum : next);
      sum = next;
    }
  }

  private long start(Axes.Split lines, long line) {
    return lines.lineStart(line) + (isReverse ? (lines.size() - 1) * lines.inner() : 0);
  }

  private boolean leavesOut(Axes.Split lines) {
    return isExclusive && lines.outer() * lines.size() * lines.inner() > 1;
  }
}
