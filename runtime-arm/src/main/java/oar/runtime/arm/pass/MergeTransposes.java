package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes one transposition of two.
 *
 * <pre>
 * X -- transpose2(0, 2, 1) -- transpose2(1, 0, 2) -- Out
 *
 * X -- transpose2(2, 0, 1) -- Out
 * </pre>
 */
final class MergeTransposes implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern FIRST = operator("transpose", "transpose2").input("X", INPUT);
  private static final Pattern SECOND = operator("transpose", "transpose2").input("X", FIRST.output("Out"));
  private static final Operand.Result PATTERN = SECOND.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    long[] first = match.operator(FIRST).longsAttribute("axis");
    long[] second = match.operator(SECOND).longsAttribute("axis");
    if (first.length != second.length || !Permutations.isOne(first) || !Permutations.isOne(second)) {
      return Rewrite.NONE;
    }
    return new Rewrite.Replace(match.operator(SECOND).toBuilder().input("X", match.variable(INPUT))
        .attribute("axis", Permutations.composed(first, second)).build());
  }
}
