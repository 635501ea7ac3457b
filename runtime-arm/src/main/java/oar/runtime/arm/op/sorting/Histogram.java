package oar.runtime.arm.op.sorting;

import java.util.Arrays;
import java.util.Optional;
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
 * {@code histogram}: how many elements lie in each of {@code bins} equal parts of the range from {@code min} to {@code max}, INT64; what
 * lies outside does not count. If both are equal, the range is that of the elements; if those are all equal, it begins 1 below and
 * ends 1 above them. An element counts as much as input Weight says, and with {@code density} the area is 1; both give FLOAT32. No
 * LoD.
 */
public final class Histogram implements Operation {
  private final Input x;
  private final Optional<Input> weight;
  private final Output out;
  private final long bins;
  private final float least;
  private final float greatest;
  private final boolean isDensity;

  /** Read an operator. */
  public Histogram(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    weight = reader.optionalInput("Weight");
    out = reader.output("Out");
    bins = operator.longAttribute("bins", 100);
    least = reader.number("min", 0);
    greatest = reader.number("max", 0);
    isDensity = operator.booleanAttribute("density", false);
    if (bins < 1) {
      throw reader.refuse("bins is " + bins + "; it must be at least 1");
    }
    if (least > greatest) {
      throw reader.refuse("min is " + least + " and max " + greatest + "; max must not be the lesser one");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint() || input.type().isInteger(),
        "input " + input + " must hold real numbers");
    Optional<Operand> weights = planning.get(weight);
    weights.ifPresent(operand -> planning.require(
        operand.type() == input.type() && operand.shape().equals(input.shape()),
        "inputs " + operand + " and " + input + " must be of one type and shape"));
    Operand output = planning.put(out, isDensity || weights.isPresent() ? DataType.FLOAT32 : DataType.INT64,
        Shape.of(bins));
    int length = Axes.arrayLength(planning, output, bins);
    Precision precision = input.type() == DataType.FLOAT64 ? Precision.DOUBLE : Precision.SINGLE;
    return workspace -> {
      double[] heights = new double[length];
      Range range = range(planning, input);
      Elements elements = Elements.of(input);
      Optional<Elements> summands = weights.map(Elements::of);
      for (long i = 0; i < input.elementCount(); i++) {
        double element = elements.getDouble(i);
        if (range.includes(element)) {
          heights[range.bin(element, length, precision)] += summands.isPresent() ? summands.get().getDouble(i) : 1;
        }
      }
      finish(heights, range, Elements.of(output));
    };
  }

  private Range range(Planning planning, Operand input) {
    boolean isWhole = input.type().isInteger();
    double low = isWhole ? (long) least : least;
    double high = isWhole ? (long) greatest : greatest;
    if (low == high && input.elementCount() > 0) {
      Elements elements = Elements.of(input);
      low = elements.getDouble(0);
      high = low;
      for (long i = 1; i < input.elementCount(); i++) {
        double element = elements.getDouble(i);
        low = element < low ? element : low;
        high = element > high ? element : high;
      }
    }
    planning.require(Double.isFinite(high - low),
        "input " + input + " has elements from " + low + " to " + high + "; the range must be finite");
    return low == high ? new Range(low - 1, high + 1) : new Range(low, high);
  }

  private void finish(double[] heights, Range range, Elements output) {
    double area = isDensity ? Arrays.stream(heights).sum() * (range.high - range.low) / heights.length : 1;
    for (int i = 0; i < heights.length; i++) {
      output.set(i, heights[i] / area);
    }
  }

  /** A closed range. */
  private record Range(double low, double high) {
    boolean includes(double x) {
      return low <= x && x <= high;
    }

    /** Return the part of the range that an element lies in, rounding as Paddle does what lies between two. */
    int bin(double x, int bins, Precision precision) {
      double place = precision.round(precision.round(precision.round(x - low) * bins) / precision.round(high - low));
      return (int) Math.min((long) place, bins - 1);
    }
  }
}
