package oar.format.paddle;

import java.util.List;
import java.util.Optional;
import oar.api.model.Operator;

/** The activation that a fused operator ends with, as an operator of its own. */
final class FusedActivation {
  /** The attributes of convolutions that belong to the activation. */
  static final List<String> CONVOLUTION_ATTRIBUTES = List.of("with_act", "act_type", "fuse_relu",
      "fuse_brelu_threshold", "leaky_relu_alpha", "hard_swish_threshold", "hard_swish_scale", "hard_swish_offset",
      "slope", "offset", "swish_scale", "prelu_mode");

  /** Where Paddle's relu6 ends, whatever its attribute says. */
  private static final float RELU6_THRESHOLD = 6;

  private FusedActivation() {}

  /**
   * Return the activation of a name with its parameters, which the fused operator has.
   *
   * @param name of the activation, empty for none
   * @throws IllegalArgumentException if the name is none that fused operators have
   */
  static Optional<Step> of(Operator fused, String name) {
    return switch (name) {
      case "" -> Optional.empty();
      case "relu", "sigmoid", "tanh", "abs" -> Optional.of(new Step(Operator.builder(name)));
      case "relu6" -> Optional.of(relu6(parameter(fused, RELU6_THRESHOLD, "fuse_brelu_threshold", "alpha")));
      case "leaky_relu" -> Optional.of(new Step(
          Operator.builder(name).attribute("alpha", parameter(fused, 0.02f, "leaky_relu_alpha", "alpha"))));
      case "hard_swish" -> Optional.of(new Step(Operator.builder(name)
          .attribute("threshold", parameter(fused, 6, "hard_swish_threshold"))
          .attribute("scale", parameter(fused, 6, "hard_swish_scale"))
          .attribute("offset", parameter(fused, 3, "hard_swish_offset"))));
      case "hard_sigmoid" -> Optional.of(new Step(Operator.builder(name)
          .attribute("slope", parameter(fused, 0.2f, "slope")).attribute("offset", parameter(fused, 0.5f, "offset"))));
      case "swish" -> Optional.of(
          new Step(Operator.builder(name).attribute("beta", parameter(fused, 1, "swish_scale"))));
      case "prelu" -> Optional.of(prelu(fused));
      default -> throw new IllegalArgumentException("its activation '" + name + "' is not one that Paddle has");
    };
  }

  private static Step relu6(float threshold) {
    return new Step(threshold == RELU6_THRESHOLD
        ? Operator.builder("relu6").attribute("threshold", threshold)
        : Operator.builder("clip").attribute("min", 0f).attribute("max", threshold));
  }

  private static Step prelu(Operator fused) {
    List<String> slopes = fused.inputList("Prelu_alpha").isEmpty()
        ? fused.inputList("Alpha")
        : fused.inputList("Prelu_alpha");
    return new Step(
        Operator.builder("prelu").input("Alpha", slopes).attribute("mode", fused.textAttribute("prelu_mode", "all")));
  }

  /** Return the first of several attributes that the operator has. */
  private static float parameter(Operator fused, float absent, String... names) {
    for (String name : names) {
      if (fused.attributes().containsKey(name)) {
        return fused.floatAttribute(name, absent);
      }
    }
    return absent;
  }
}
