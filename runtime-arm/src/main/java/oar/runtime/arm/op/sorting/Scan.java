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
 * {@code cumsum}, {@code cumprod}, {@code logcumsumexp}: running sums, products, and logarithms of sums of exponentials along an
 * axis, or with {@code flatten} over all elements; without the element itself if {@code exclusive}; from the end if
 * {@code reverse}. As in Paddle, a tensor of one element may stay as it is even then. The output has X's LoD.
 */
public final class Scan implements Operation {
  private final Input x;
  private final Output out;
  private final String axisName;
  private final int axis;
  private final Accumulation accumulation;
  private final boolean flattens;
  private final boolean isExclusive;
  private final boolean isReverse;

  private Scan(OperatorReader reader, String axisName, Accumulation accumulation) {
    Operator operator = reader.operator();
    this.axisName = axisName;
    this.accumulation = accumulation;
    x = reader.input("X");
    out = reader.output("Out");
    axis = operator.intAttribute(axisName, -1);
    flattens = operator.booleanAttribute("flatten", false);
    isExclusive = operator.booleanAttribute("exclusive", false);
    isReverse = operator.booleanAttribute("reverse", false);
  }

  /** Read a {@code cumsum}. */
  public static Operation sum(OperatorReader reader) {
    return new Scan(reader, "axis", Accumulation.SUM);
  }

  /** Read a {@code cumprod}. */
  public static Operation product(OperatorReader reader) {
    reader.requireAttributes("dim");
    return new Scan(reader, "dim", Accumulation.PRODUCT);
  }

  /** Read a {@code logcumsumexp}. */
  public static Operation logarithmOfSum(OperatorReader reader) {
    return new Scan(reader, "axis", Accumulation.LOG_SUM_EXP);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint() || input.type().isInteger() && accumulation.takesIntegers(),
        "input " + input + ": the operator has no meaning on " + input.type());
    Precision precision = input.type() == DataType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE;
    Shape shape = flattens ? Shape.of(input.elementCount()) : input.shape();
    Operand output = planning.put(out, input.type(), shape, input.levelOfDetail());
    Axes.Split split = shape.rank() == 0
        ? new Axes.Split(1, 1, 1)
        : Axes.Split.at(shape, flattens ? 0 : Axes.normalize(planning, axisName, axis, shape.rank()));
    Course course = new Course(split, isExclusive && !staysAsItIs(shape), precision);
    return Computation.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      for (long line = from; line < to; line++) {
        if (input.type().isFloatingPoint()) {
          scanNumbers(Elements.of(input), Elements.of(output), course, line);
        } else {
          scanIntegers(Elements.of(input), Elements.of(output), course, line);
        }
      }
    });
  }

  /** Tell whether the only element is its own result even if it is left out: for a product, only a scalar is. */
  private boolean staysAsItIs(Shape shape) {
    return accumulation == Accumulation.PRODUCT ? shape.rank() == 0 : shape.elementCount() == 1;
  }

  /**
   * How the lines are gone through.
   *
   * @param lines the lines
   * @param leavesOut whether an element is not in its own result
   * @param precision what each step is rounded to
   */
  private record Course(Axes.Split lines, boolean leavesOut, Precision precision) {}

  private void scanIntegers(Elements input, Elements output, Course course, long line) {
    long start = start(course.lines, line);
    long step = isReverse ? -course.lines.inner() : course.lines.inner();
    long result = accumulation.startOnLongs();
    for (long i = 0; i < course.lines.size(); i++) {
      long next = accumulation.apply(result, input.getLong(start + i * step));
      output.set(start + i * step, course.leavesOut ? result : next);
      result = next;
    }
  }

  private void scanNumbers(Elements input, Elements output, Course course, long line) {
    long start = start(course.lines, line);
    long step = isReverse ? -course.lines.inner() : course.lines.inner();
    double result = accumulation.startOnDoubles(course.precision);
    for (long i = 0; i < course.lines.size(); i++) {
      double next = course.precision.round(accumulation.apply(result, input.getDouble(start + i * step)));
      output.set(start + i * step, course.leavesOut ? result : next);
      result = next;
    }
  }

  private long start(Axes.Split lines, long line) {
    return lines.lineStart(line) + (isReverse ? (lines.size() - 1) * lines.inner() : 0);
  }
}
