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
  private final VectorNorm norm;
  private final boolean keepsRank;
  private final boolean takesAll;

  /** Read an operator. */
  public PNorm(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("axis", -1);
    float order = reader.operator().floatAttribute("porder", 2);
    if (Float.isNaN(order)) {
      throw reader.refuse("porder is NaN; it must be a number");
    }
    norm = new VectorNorm(order);
    keepsRank = reader.operator().booleanAttribute("keepdim", false);
    takesAll = reader.operator().booleanAttribute("asvector", false);
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
    return Computation.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      double[] values = scratch.doubles(0, length);
      for (long line = from; line < to; line++) {
        Elements.of(input).load(split.lineStart(line), split.inner(), values, length);
        Elements.of(output).set(line, norm.of(values, length));
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
}
