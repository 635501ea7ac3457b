package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the fully connected layer before it. The layer must have a bias: Paddle-Lite applies
 * the activation of several rows where it adds the bias, and nowhere else.
 *
 * <pre>
 * fc(W, Bias) -- relu or relu6 -- Out
 *
 * fc(W, Bias, activation_type) -- Out
 * </pre>
 */
final class FuseFullyConnectedActivation implements Rule {
  private static final Pattern LAYER = operator("fc").input("Bias", Operand.any());
  private static final Pattern ACTIVATION = operator("relu", "relu6").input("X", LAYER.output("Out"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator layer = match.operator(LAYER);
    Operator activation = match.operator(ACTIVATION);
    if (!layer.textAttribute("activation_type", "").isEmpty() || layer.booleanAttribute("enable_int8", false)
        || !Access.hasInput(layer, "Bias") || !Activations.meansWhatItSays(activation)) {
      return Rewrite.NONE;
    }
    Operator.Builder fused = layer.toBuilder().output("Out", match.result())
        .attribute("activation_type", activation.type());
    if (activation.type().equals("relu6")) {
      fused.attribute("alpha", Activations.RELU6_THRESHOLD);
    }
    return new Rewrite.Replace(fused.build());
  }
}
