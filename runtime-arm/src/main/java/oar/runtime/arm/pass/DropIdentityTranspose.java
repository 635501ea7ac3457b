package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a transposition that leaves every axis where it is.
 *
 * <pre>
 * X -- transpose2(0, 1, 2) -- Out
 *
 * X
 * </pre>
 */
final class DropIdentityTranspose implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern TRANSPOSE = operator("transpose", "transpose2").input("X", INPUT);
  private static final Operand.Result PATTERN = TRANSPOSE.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    long[] axes = match.operator(TRANSPOSE).longsAttribute("axis");
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != i) {
        return Rewrite.NONE;
      }
    }
    return axes.length > 0 ? new Rewrite.Forward(match.variable(INPUT)) : Rewrite.NONE;
  }
}
