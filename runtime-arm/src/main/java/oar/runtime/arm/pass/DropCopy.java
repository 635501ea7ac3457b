package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a copy of a tensor that never changes.
 *
 * <pre>
 * X -- assign or share_data -- Out
 *
 * X
 * </pre>
 */
final class DropCopy implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand.Result PATTERN = operator("assign", "share_data").input("X", INPUT).output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    return new Rewrite.Forward(match.variable(INPUT));
  }
}
