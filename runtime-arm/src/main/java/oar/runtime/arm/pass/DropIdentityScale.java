package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a scale by 1 with offset 0.
 *
 * <pre>
 * X -- scale(1, 0) -- Out
 *
 * X
 * </pre>
 */
final class DropIdentityScale implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern SCALE = operator("scale").input("X", INPUT);
  private static final Operand.Result PATTERN = SCALE.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<Scale> scale = Scale.of(match.operator(SCALE));
    return scale.isPresent() && scale.get().isIdentity()
        ? new Rewrite.Forward(match.variable(INPUT))
        : Rewrite.NONE;
  }
}
