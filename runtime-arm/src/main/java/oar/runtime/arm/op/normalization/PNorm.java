package oar.runtime.arm.op.normalization;

import java.util.Arrays;
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
 * {@code p_norm}: {@code (sum of |x|^porder)^(1 / porder)} along an axis, or of all elements with {@code asvector}. Order 0 counts
 * what is not 0; an infinite order is the greatest or the least magnitude. What is combined becomes 1 with {@code keepdim} and goes
 * otherwise. No LoD.
 */
public final class PNorm implements Operation {
  private final Input x;
  private final Output out;
  private final int axis;
  private final float order;
  private final boolean keepsRank;
  private final boolean takesAll;

  /** Read an operator. */
  public PNorm(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("axis", -1);
    order = reader.operator().floatAttribute("porder", 2);
    keepsRank = reader.operator().booleanAttribute("keepdim", false);
    takesAll = reader.operator().booleanAttribute("asvector", false);
    if (Float.isNaN(order)) {
      throw reader.refuse("porder is NaN; it must be a number");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    Shape shape = input.shape();
    boolean isWhole = takesAll || shape.rank() == 0;
    int along = isWhole ? 0 : Axes.normalize(planning, "axis", axis, shape.rank());
    Axes.Split split = isWhole ? new Axes.Split(1, shape.elementCount(), 1) : Axes.Split.at(shape, along);
    int length = Axes.arrayLength(planning, input, split.size());
    Operand output = planning.put(out, input.type(), isWhole ? wholeShape(shape) : shape(shape, along));
    return workspace -> workspace.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      double[] values = scratch.doubles(0, length);
      for (long line = from; line < to; line++) {
        Elements.of(input).load(split.lineStart(line), split.inner(), values, length);
        Elements.of(output).set(line, norm(values, length));
      }
    });
  }

  private Shape wholeShape(Shape shape) {
    long[] dimensions = new long[keepsRank ? shape.rank() : 0];
    Arrays.fill(dimensions, 1);
    return Shape.of(dimensions);
  }

  private Shape shape(Shape shape, int along) {
    long[] dimensions = shape.dimensions();
    if (keepsRank) {
      dimensions[along] = 1;
      return Shape.of(dimensions);
    }
    long[] kept = new long[dimensions.length - 1];
    System.arraycopy(dimensions, 0, kept, 0, along);
    System.arraycopy(dimensions, along + 1, kept, along, kept.length - along);
    return Shape.of(kept);
  }

  private double norm(double[] values, int length) {
    double result = order == Float.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : 0;
    for (int i = 0; i < length; i++) {
      double magnitude = Math.abs(values[i]);
      if (order == 0) {
        result += magnitude != 0 ? 1 : 0;
      } else if (order == Float.POSITIVE_INFINITY) {
        result = Math.max(result, magnitude);
      } else if (order == Float.NEGATIVE_INFINITY) {
        result = Math.min(result, magnitude);
      } else {
        result += order == 2 ? magnitude * magnitude : Math.pow(magnitude, order);
      }
    }
    return order == 0 || Float.isInfinite(order) ? result : root(result);
  }

  private double root(double sum) {
    return order == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / (double) order);
  }
}
