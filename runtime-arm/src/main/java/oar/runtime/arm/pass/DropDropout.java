package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a dropout, or makes it the scale that it is when nothing is trained.
 *
 * <pre>
 * X -- dropout(upscale_in_train) -- Out          X -- dropout(downgrade_in_infer, probability) -- Out
 *
 * X                                              X -- scale(1 - probability, 0) -- Out
 * </pre>
 */
final class DropDropout implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern DROPOUT = operator("dropout").input("X", INPUT);
  private static final Operand.Result PATTERN = DROPOUT.output("Out");
  private static final float PROBABILITY = 0.5f;

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator dropout = match.operator(DROPOUT);
    if (dropout.textAttribute("dropout_implementation", "downgrade_in_infer").equals("upscale_in_train")) {
      return new Rewrite.Forward(match.variable(INPUT));
    }
    Scale scale = new Scale(1 - dropout.floatAttribute("dropout_prob", PROBABILITY), 0);
    return new Rewrite.Replace(scale.operator(match.variable(INPUT), match.result()));
  }
}
