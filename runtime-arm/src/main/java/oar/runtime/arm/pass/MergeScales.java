package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Variable;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Merges two scales of real numbers; on integers each would round.
 *
 * <pre>
 * X -- scale(a, b) -- scale(c, d) -- Out
 *
 * X -- scale(a * c, b * c + d) -- Out
 * </pre>
 */
final class MergeScales implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern FIRST = operator("scale").input("X", INPUT);
  private static final Pattern SECOND = operator("scale").input("X", FIRST.output("Out"));
  private static final Operand.Result PATTERN = SECOND.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<Scale> first = Scale.of(match.operator(FIRST));
    Optional<Scale> second = Scale.of(match.operator(SECOND));
    Optional<DataType> type = match.declaration(match.variable(INPUT)).flatMap(Variable::type);
    if (first.isEmpty() || second.isEmpty() || !type.equals(Optional.of(DataType.FLOAT32))) {
      return Rewrite.NONE;
    }
    Scale merged = first.get().then(second.get());
    return merged.isFinite()
        ? new Rewrite.Replace(merged.operator(match.variable(INPUT), match.result()))
        : Rewrite.NONE;
  }
}
