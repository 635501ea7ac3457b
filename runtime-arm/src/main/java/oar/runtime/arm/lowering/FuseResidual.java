package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes the addition of a tensor of the same shape, and a rectifier behind it, a part of the convolution before it. No file can
 * say this, so no pass does it.
 *
 * <pre>
 * convolution -- elementwise_add or fusion_elementwise_add_activation(, residual) -- Out
 *
 * convolution(ResidualData) -- Out
 * </pre>
 */
final class FuseResidual implements Rule {
  private static final String FUSED_ADDITION = "fusion_elementwise_add_activation";
  private static final Operand RESIDUAL = Operand.any();
  private static final Pattern CONVOLUTION = operator("conv2d", "depthwise_conv2d");
  private static final Operand.Result SUM = CONVOLUTION.output("Output");
  private static final Pattern ADDITION = operator("elementwise_add", FUSED_ADDITION).eitherWay("X", "Y", SUM,
      RESIDUAL);
  private static final Operand.Result PATTERN = ADDITION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator convolution = match.operator(CONVOLUTION);
    Operator addition = match.operator(ADDITION);
    String residual = match.variable(RESIDUAL);
    String sum = match.variable(SUM);
    Optional<Shape> shape = match.shape(sum);
    boolean isRectified = addition.type().equals(FUSED_ADDITION);
    if (!isPlain(convolution) || residual.equals(sum) || shape.isEmpty() || !shape.equals(match.shape(residual))
        || isRectified && !addition.textAttribute("act_type", "").equals("relu")) {
      return Rewrite.NONE;
    }
    Operator.Builder fused = convolution.toBuilder().input("ResidualData", residual).output("Output", match.result());
    if (isRectified) {
      fused.attribute("with_act", true).attribute("act_type", "relu");
    }
    return new Rewrite.Replace(fused.build());
  }

  private static boolean isPlain(Operator convolution) {
    return !convolution.textAttribute("data_format", "").equals("NHWC")
        && !convolution.booleanAttribute("with_act", false) && !convolution.booleanAttribute("fuse_relu", false)
        && !convolution.booleanAttribute("enable_int8", false) && convolution.inputList("ResidualData").isEmpty();
  }
}
