package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the convolution before it. Of {@code hard_swish}, Paddle-Lite can do that in {@code conv2d} alone.
 *
 * <pre>
 * convolution(Filter, Bias?) -- relu, relu6, leaky_relu or hard_swish -- Out
 *
 * convolution(Filter, Bias?, with_act, act_type) -- Out
 * </pre>
 */
final class FuseConvolutionActivation implements Rule {
  private static final Pattern CONVOLUTION = operator(Convolution.TYPES);
  private static final Pattern ACTIVATION = operator("relu", "relu6", "leaky_relu", "hard_swish")
      .input("X", CONVOLUTION.output("Output"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator convolution = match.operator(CONVOLUTION);
    Operator activation = match.operator(ACTIVATION);
    boolean possible = !activation.type().equals("hard_swish") || convolution.type().equals("conv2d");
    if (!possible || !Convolution.isPlain(convolution) || !Activations.meansWhatItSays(activation)) {
      return Rewrite.NONE;
    }
    Operator.Builder fused = convolution.toBuilder().output("Output", match.result()).attribute("with_act", true)
        .attribute("act_type", activation.type());
    switch (activation.type()) {
      case "relu" -> fused.attribute("fuse_relu", true);
      case "relu6" -> fused.attribute("fuse_brelu_threshold", Activations.RELU6_THRESHOLD);
      case "leaky_relu" -> fused.attribute("leaky_relu_alpha", Activations.leakyReluAlpha(activation));
      default -> fused.attribute("hard_swish_threshold", Activations.HARD_SWISH_THRESHOLD)
          .attribute("hard_swish_scale", Activations.HARD_SWISH_SCALE)
          .attribute("hard_swish_offset", Activations.HARD_SWISH_OFFSET);
    }
    return new Rewrite.Replace(fused.build());
  }
}
