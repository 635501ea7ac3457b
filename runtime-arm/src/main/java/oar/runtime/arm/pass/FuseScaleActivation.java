package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the scale before it.
 *
 * <pre>
 * X -- scale(factor, offset) -- relu, relu6 or leaky_relu -- Out
 *
 * X -- scale(factor, offset, activation_type) -- Out
 * </pre>
 */
final class FuseScaleActivation implements Rule {
  private static final Pattern SCALE = operator("scale");
  private static final Pattern ACTIVATION = operator("relu", "relu6", "leaky_relu").input("X", SCALE.output("Out"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator scale = match.operator(SCALE);
    Operator activation = match.operator(ACTIVATION);
    if (Scale.of(scale).isEmpty() || !Activations.meansWhatItSays(activation)) {
      return Rewrite.NONE;
    }
    Operator.Builder fused = scale.toBuilder().output("Out", match.result())
        .attribute("activation_type", activation.type());
    switch (activation.type()) {
      case "relu" -> fused.attribute("fuse_relu", true);
      case "relu6" -> fused.attribute("alpha", Activations.RELU6_THRESHOLD)
          .attribute("threshold", Activations.RELU6_THRESHOLD);
      default -> fused.attribute("alpha", Activations.leakyReluAlpha(activation));
    }
    return new Rewrite.Replace(fused.build());
  }
}
