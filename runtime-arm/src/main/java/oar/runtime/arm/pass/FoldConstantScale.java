package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Scales a constant beforehand.
 *
 * <pre>
 * constant X -- scale(factor, offset) -- Out
 *
 * constant Out
 * </pre>
 */
final class FoldConstantScale implements Rule {
  private static final Operand CONSTANT = Operand.constant();
  private static final Pattern SCALE = operator("scale").input("X", CONSTANT);
  private static final Operand.Result PATTERN = SCALE.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<Scale> scale = Scale.of(match.operator(SCALE));
    if (scale.isEmpty()) {
      return Rewrite.NONE;
    }
    return FoldedConstant.of(match, match.variable(CONSTANT),
        tensor -> tensor.type() == DataType.FLOAT32
            ? Optional.of(Floats.affine(tensor, scale.get().factor(), scale.get().offset()))
            : Optional.empty());
  }
}
