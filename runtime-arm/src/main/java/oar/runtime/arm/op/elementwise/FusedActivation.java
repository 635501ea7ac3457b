package oar.runtime.arm.op.elementwise;

import oar.api.model.Operator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Exponential;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperatorReader;

/** The activation that an optimiser fused into an operator, from the attributes that say so. */
public final class FusedActivation {
  /** No activation. */
  public static final FloatLoop NONE = (values, length, scratch) -> {};

  private FusedActivation() {}

  /** Read {@code with_act}, {@code act_type} and what belongs to it. */
  public static FloatLoop of(OperatorReader reader) {
    return of(reader, 1);
  }

  /**
   * Read the activation of an operator that computes in other units.
   *
   * @param unit how much 1 is in the operator's results
   */
  public static FloatLoop of(OperatorReader reader, float unit) {
    Operator operator = reader.operator();
    String type = operator.textAttribute("act_type", "");
    return switch (type) {
      case "" -> operator.booleanAttribute("fuse_relu", false) ? Activations::relu : NONE;
      case "relu" -> Activations::relu;
      case "relu6" -> Activations.clippedRelu(operator.floatAttribute("fuse_brelu_threshold", 6) / unit);
      case "leaky_relu" -> Activations.leakyRelu(operator.floatAttribute("leaky_relu_alpha", 0.02f));
      case "hard_swish" -> Activations.hardSwish(operator.floatAttribute("hard_swish_threshold", 6) / unit,
          operator.floatAttribute("hard_swish_scale", 6) / unit,
          operator.floatAttribute("hard_swish_offset", 3) / unit);
      case "hard_sigmoid" -> Activations.hardSigmoid(operator.floatAttribute("slope", 0.2f),
          operator.floatAttribute("offset", 0.5f));
      case "sigmoid" -> Activations::sigmoid;
      case "tanh" -> Activations::tanh;
      case "swish" -> Activations.swish(operator.floatAttribute("swish_scale", 1));
      case "gelu" -> Activations::gelu;
      case "exp" -> Exponential::exp;
      default -> throw reader.unsupported("act_type " + type);
    };
  }
}
