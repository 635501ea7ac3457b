package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the convolution before it. With {@code hard_swish}, Paddle-Lite runs no convolution
 * that is depthwise or transposed.
 *
 * <pre>
 * convolution(Filter, Bias?) -- relu, relu6, leaky_relu or hard_swish -- Out
 *
 * convolution(Filter, Bias?, with_act, act_type) -- Out
 * </pre>
 */
final class FuseConvolutionActivation implements Rule {
  private static final Operand FILTER = Operand.any();
  private static final Pattern CONVOLUTION = operator(Convolution.TYPES).input("Filter", FILTER);
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
    boolean isPossible = !activation.type().equals("hard_swish") || isFull(match, convolution);
    if (!isPossible || !Convolution.isPlain(convolution) || !Activations.meansWhatItSays(activation)) {
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

  /**
   * Tell whether each channel of the output depends on several of the input, which a {@code conv2d} in groups may not
   * have.
   */
  private static boolean isFull(Match match, Operator convolution) {
    return convolution.type().equals("conv2d") && (convolution.intAttribute("groups", 1) == 1
        || match.shape(match.variable(FILTER)).filter(shape -> shape.rank() > 1 && shape.dimension(1) > 1).isPresent());
  }
}
