package oar.runtime.arm.op.normalization;

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
 * {@code renorm}: the slices of X along {@code axis}, those whose norm of order {@code p} is greater than {@code max_norm} scaled
 * down to it. No LoD.
 */
public final class Renorm implements Operation {
  /** What Paddle adds to a norm before it divides by it. */
  private static final double EPSILON = 1e-7;

  private final Input x;
  private final Output out;
  private final VectorNorm norm;
  private final int axis;
  private final double greatest;

  /** Read an operator. */
  public Renorm(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    norm = new VectorNorm(reader.number("p", 2));
    axis = reader.operator().intAttribute("axis", 0);
    greatest = reader.number("max_norm", 1);
    if (!(norm.order() > 0) || greatest < 0) {
      throw reader.refuse("p is " + norm.order() + " and max_norm " + greatest
          + "; the first must be greater than 0, the second 0 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    Axes.Split split = Axes.Split.at(input.shape(),
        Axes.normalize(planning, "axis", axis, input.shape().rank()));
    int length = Axes.arrayLength(planning, input, split.outer() * split.inner());
    Operand output = planning.put(out, input.type(), input.shape());
    return Computation.parallel(split.size(), 1, (from, to, scratch) -> {
      double[] slice = scratch.doubles(0, length);
      for (long number = from; number < to; number++) {
        for (int i = 0; i < length; i++) {
          slice[i] = Elements.of(input).getDouble(split.lineStart(i) + number * split.inner());
        }
        double measured = norm.of(slice, length);
        double factor = measured > greatest ? greatest / (measured + EPSILON) : 1;
        for (int i = 0; i < length; i++) {
          Elements.of(output).set(split.lineStart(i) + number * split.inner(), slice[i] * factor);
        }
      }
    });
  }
}
