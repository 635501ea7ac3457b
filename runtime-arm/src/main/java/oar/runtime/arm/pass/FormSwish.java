package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Turns the product of a value and its own sigmoid into the activation that it is.
 *
 * <pre>
 * X -------------- elementwise_mul -- Out
 *   \-- sigmoid --/
 *
 * X -- swish -- Out
 * </pre>
 */
final class FormSwish implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern SIGMOID = operator("sigmoid").input("X", INPUT);
  private static final Pattern PRODUCT = operator("elementwise_mul").eitherWay("X", "Y", INPUT, SIGMOID.output("Out"));
  private static final Operand.Result PATTERN = PRODUCT.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    return new Rewrite.Replace(Operator.builder("swish").input("X", match.variable(INPUT))
        .output("Out", match.result()).attribute("beta", 1f).build());
  }
}
