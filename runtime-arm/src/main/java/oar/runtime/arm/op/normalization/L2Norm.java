package oar.runtime.arm.op.normalization;

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

/** {@code norm}: {@code x / norm} with {@code norm = sqrt(sum of x^2 along axis + epsilon)}; Norm is norm. No LoD. */
public final class L2Norm implements Operation {
  private static final float DEFAULT_EPSILON = 1e-10f;

  private final Input x;
  private final Output out;
  private final Output norm;
  private final int axis;
  private final float epsilon;

  /** Read an operator. */
  public L2Norm(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    norm = reader.output("Norm");
    axis = reader.operator().intAttribute("axis", -1);
    epsilon = reader.operator().floatAttribute("epsilon", DEFAULT_EPSILON);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    Axes.Split split = Axes.Split.at(input.shape(), along);
    int length = Axes.arrayLength(planning, input, split.size());
    long[] normShape = input.shape().dimensions();
    normShape[along] = 1;
    Operand output = planning.put(out, input.type(), input.shape());
    Operand norms = planning.put(norm, input.type(), Shape.of(normShape));
    return Computation.parallel(split.outer() * split.inner(), 1, (from, to, scratch) -> {
      double[] values = scratch.doubles(0, length);
      for (long line = from; line < to; line++) {
        long first = split.lineStart(line);
        Elements.of(input).load(first, split.inner(), values, length);
        double root = root(values, length);
        Elements.of(norms).set(line, root);
        for (int i = 0; i < length; i++) {
          values[i] /= root;
        }
        Elements.of(output).store(values, first, split.inner(), length);
      }
    });
  }

  private double root(double[] values, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum + epsilon);
  }
}
