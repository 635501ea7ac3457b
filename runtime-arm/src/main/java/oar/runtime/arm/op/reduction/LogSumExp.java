package oar.runtime.arm.op.reduction;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.ReducedAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code logsumexp}: {@code ln(sum of e^x)} along the dimensions {@code axis}, or along all if there is none or {@code reduce_all} is
 * set. Reduced dimensions become 1 with {@code keepdim} and go otherwise. As in Paddle, where the greatest element is infinite there is
 * no result. No LoD.
 */
public final class LogSumExp implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;
  private final boolean reducesAll;
  private final boolean keepsRank;

  /** Read an operator. */
  public LogSumExp(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axis");
    reducesAll = reader.operator().booleanAttribute("reduce_all", false);
    keepsRank = reader.operator().booleanAttribute("keepdim", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint(), "input " + input + " must hold floating-point numbers");
    ReducedAxes reduced = ReducedAxes.of(planning, "axis", axes, input.shape(), reducesAll);
    Operand output = planning.put(out, input.type(), reduced.result(keepsRank));
    ReducedRuns runs = new ReducedRuns(input.shape(), reduced::contains);
    int length = Axes.arrayLength(planning, input, reduced.count());
    return Computation.parallel(output.elementCount(), 1, (from, to, scratch) -> {
      double[] line = scratch.doubles(0, length);
      for (long i = from; i < to; i++) {
        runs.load(Elements.of(input), i, line);
        Elements.of(output).set(i, logarithmOfSum(line, length));
      }
    });
  }

  private static double logarithmOfSum(double[] x, int length) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      greatest = Math.max(greatest, x[i]);
    }
    if (length == 0) {
      return greatest;
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(x[i] - greatest);
    }
    return greatest + Math.log(sum);
  }
}
