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
 * Makes a rectifier a part of the sum, difference or product before it.
 *
 * <pre>
 * elementwise_add, sub or mul(X, Y) -- relu -- Out
 *
 * fusion_elementwise_add_activation(X, Y, relu) -- Out
 * </pre>
 */
final class FuseElementwiseActivation implements Rule {
  private static final Pattern ARITHMETIC = operator("elementwise_add", "elementwise_sub", "elementwise_mul");
  private static final Pattern ACTIVATION = operator("relu").input("X", ARITHMETIC.output("Out"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<DataType> type = match.declaration(match.result()).flatMap(Variable::type);
    if (type.isPresent() && type.get() != DataType.FLOAT32) {
      return Rewrite.NONE;
    }
    Operator arithmetic = match.operator(ARITHMETIC);
    return new Rewrite.Replace(arithmetic.toBuilder().type("fusion_" + arithmetic.type() + "_activation")
        .output("Out", match.result()).attribute("act_type", "relu").build());
  }
}
