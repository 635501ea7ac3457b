package oar.runtime.arm.op.elementwise;

import oar.api.model.Operator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Exponential;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.lowering.OperatorReader;

/** The activation that an optimiser fused into an operator, from the attributes that say so. */
public final class FusedActivation {
  /** What other operators than convolutions have fused, as convolutions would say it. */
  private static final float RELU6_LIMIT = 6;
  private static final float LEAKY_RELU_SLOPE = 0.02f;

  private FusedActivation() {}

  /** Read {@code with_act}, {@code act_type} and what belongs to it. */
  public static UnaryFunction of(OperatorReader reader) {
    return of(reader, 1);
  }

  /**
   * Read the activation of an operator that computes in other units.
   *
   * @param unit how much 1 is in the operator's results
   */
  public static UnaryFunction of(OperatorReader reader, float unit) {
    Operator operator = reader.operator();
    String type = operator.textAttribute("act_type", "");
    return switch (type) {
      case "" -> operator.booleanAttribute("fuse_relu", false) ? relu() : UnaryFunction.IDENTITY;
      case "relu" -> relu();
      case "relu6" -> UnaryFunctions.clip(0, operator.floatAttribute("fuse_brelu_threshold", RELU6_LIMIT) / unit);
      case "leaky_relu" -> UnaryFunctions.leakyRelu(operator.floatAttribute("leaky_relu_alpha", LEAKY_RELU_SLOPE));
      case "hard_swish" -> UnaryFunctions.hardSwish(operator.floatAttribute("hard_swish_threshold", 6) / unit,
          operator.floatAttribute("hard_swish_scale", 6) / unit,
          operator.floatAttribute("hard_swish_offset", 3) / unit);
      case "hard_sigmoid" -> UnaryFunctions.hardSigmoid(operator.floatAttribute("slope", 0.2f),
          operator.floatAttribute("offset", 0.5f));
      case "sigmoid" -> UnaryFunctions.sigmoid();
      case "tanh" -> UnaryFunctions.tanh();
      case "swish" -> UnaryFunctions.swish(operator.floatAttribute("swish_scale", 1));
      case "gelu" -> UnaryFunctions.gelu();
      case "abs" -> UnaryFunction.of(Math::abs);
      case "exp" -> UnaryFunction.of(Exponential::exp, Math::exp);
      default -> throw reader.unsupported("act_type " + type);
    };
  }

  /** Read {@code activation_type} and its {@code alpha}, which other operators than convolutions have. */
  public static UnaryFunction ofActivationType(OperatorReader reader) {
    Operator operator = reader.operator();
    String type = operator.textAttribute("activation_type", "");
    return switch (type) {
      case "" -> UnaryFunction.IDENTITY;
      case "relu" -> relu();
      case "relu6" -> UnaryFunctions.clip(0, operator.floatAttribute("alpha", RELU6_LIMIT));
      case "leaky_relu" -> UnaryFunctions.leakyRelu(operator.floatAttribute("alpha", LEAKY_RELU_SLOPE));
      case "gelu" -> UnaryFunctions.gelu();
      case "tanh" -> UnaryFunctions.tanh();
      case "sigmoid" -> UnaryFunctions.sigmoid();
      case "swish" -> UnaryFunctions.swish(1);
      default -> throw reader.unsupported("activation_type " + type);
    };
  }

  private static UnaryFunction relu() {
    return UnaryFunction.of(Activations::relu, x -> Math.max(x, 0)).onIntegers(x -> Math.max(x, 0))
        .as(Rectifier.RELU);
  }
}
