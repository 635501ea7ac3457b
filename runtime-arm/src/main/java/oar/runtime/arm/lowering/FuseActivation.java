package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the convolution before it, where kernels here do what Paddle-Lite's do not.
 *
 * <pre>
 * convolution(ResidualData?) -- swish, silu, sigmoid, hard_swish or hard_sigmoid -- Out
 *
 * convolution(act_type) -- Out
 * </pre>
 */
final class FuseActivation implements Rule {
  private static final Pattern CONVOLUTION = operator("conv2d", "depthwise_conv2d");
  private static final Operand.Result SUM = CONVOLUTION.output("Output");
  private static final Pattern ACTIVATION = operator("swish", "silu", "sigmoid", "hard_swish", "hard_sigmoid").input(
      "X",
      SUM);
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");
  private static final float HARD_SWISH_LIMIT = 6;
  private static final float HARD_SWISH_OFFSET = 3;

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator convolution = match.operator(CONVOLUTION);
    Operator activation = match.operator(ACTIVATION);
    if (convolution.booleanAttribute("with_act", false) || convolution.booleanAttribute("fuse_relu", false)
        || convolution.booleanAttribute("enable_int8", false)) {
      return Rewrite.NONE;
    }
    Operator.Builder fused = convolution.toBuilder().output("Output", match.result()).attribute("with_act", true);
    switch (activation.type()) {
      case "swish", "silu" -> fused.attribute("act_type", "swish").attribute("swish_scale", 1f);
      case "sigmoid" -> fused.attribute("act_type", "sigmoid");
      case "hard_sigmoid" -> fused.attribute("act_type", "hard_sigmoid")
          .attribute("slope", activation.floatAttribute("slope", 0.2f))
          .attribute("offset", activation.floatAttribute("offset", 0.5f));
      default -> fused.attribute("act_type", "hard_swish").attribute("hard_swish_threshold", HARD_SWISH_LIMIT)
          .attribute("hard_swish_scale", HARD_SWISH_LIMIT).attribute("hard_swish_offset", HARD_SWISH_OFFSET);
    }
    return new Rewrite.Replace(fused.build());
  }
}
