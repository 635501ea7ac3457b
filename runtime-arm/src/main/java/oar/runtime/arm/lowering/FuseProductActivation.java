package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes an activation a part of the fully connected layer before it, where kernels here do what Paddle-Lite's do not.
 *
 * <pre>
 * fc -- gelu, tanh, sigmoid, swish or silu -- Out
 *
 * fc(activation_type) -- Out
 * </pre>
 */
final class FuseProductActivation implements Rule {
  private static final Pattern PRODUCT = operator("fc");
  private static final Pattern ACTIVATION = operator("gelu", "tanh", "sigmoid", "swish", "silu").input("X",
      PRODUCT.output("Out"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator product = match.operator(PRODUCT);
    Operator activation = match.operator(ACTIVATION);
    if (!isPlain(product) || activation.booleanAttribute("approximate", false)) {
      return Rewrite.NONE;
    }
    String type = activation.type().equals("silu") ? "swish" : activation.type();
    return new Rewrite.Replace(product.toBuilder().output("Out", match.result()).attribute("activation_type", type)
        .build());
  }

  /** Tell whether a layer has real numbers and no activation yet. */
  static boolean isPlain(Operator product) {
    return product.textAttribute("activation_type", "").isEmpty() && !product.booleanAttribute("enable_int8", false);
  }
}
