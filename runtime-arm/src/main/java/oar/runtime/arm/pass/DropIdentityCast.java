package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Variable;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a cast from a type to itself.
 *
 * <pre>
 * X -- cast(type to the same type) -- Out
 *
 * X
 * </pre>
 */
final class DropIdentityCast implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern CAST = operator("cast").input("X", INPUT);
  private static final Operand.Result PATTERN = CAST.output("Out");
  private static final int NO_TYPE = -1;

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator cast = match.operator(CAST);
    int from = cast.intAttribute("in_dtype", NO_TYPE);
    boolean sameType = from != NO_TYPE && from == cast.intAttribute("out_dtype", NO_TYPE);
    Optional<DataType> declaredFrom = match.declaration(match.variable(INPUT)).flatMap(Variable::type);
    Optional<DataType> declaredTo = match.declaration(match.result()).flatMap(Variable::type);
    return sameType && declaredFrom.equals(declaredTo)
        ? new Rewrite.Forward(match.variable(INPUT))
        : Rewrite.NONE;
  }
}
