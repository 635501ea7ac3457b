package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a change of shape before a reshape that does not care for it.
 *
 * <pre>
 * X -- reshape2, flatten, squeeze2 or unsqueeze2 -- reshape2(-1, 8) -- Out
 *
 * X -- reshape2(-1, 8) -- Out
 * </pre>
 */
final class MergeReshapes implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern FIRST = operator("reshape", "reshape2", "squeeze", "squeeze2", "unsqueeze", "unsqueeze2",
      "flatten", "flatten2", "flatten_contiguous_range").input("X", INPUT);
  private static final Pattern SECOND = operator("reshape", "reshape2").input("X", FIRST.output("Out"));
  private static final Operand.Result PATTERN = SECOND.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    return Reshapes.target(match.operator(SECOND)).filter(Reshapes::areAbsolute).<Rewrite>map(
        target -> new Rewrite.Replace(match.operator(SECOND).toBuilder().input("X", match.variable(INPUT)).build()))
        .orElse(Rewrite.NONE);
  }
}
