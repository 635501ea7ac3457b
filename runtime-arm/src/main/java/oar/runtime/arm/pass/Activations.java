package oar.runtime.arm.pass;

import oar.api.model.Operator;

/** What the operators of activations mean, where their attributes are absent or lie. */
final class Activations {
  static final float RELU6_THRESHOLD = 6;
  static final float HARD_SWISH_THRESHOLD = 6;
  static final float HARD_SWISH_SCALE = 6;
  static final float HARD_SWISH_OFFSET = 3;

  private static final float LEAKY_RELU_ALPHA = 0.02f;

  private Activations() {}

  /**
   * Tell whether an activation computes what its attributes say. Standing alone, {@code relu6} and {@code hard_swish}
   * use the numbers above whatever they say; as a part of another operator they use what it says.
   */
  static boolean meansWhatItSays(Operator activation) {
    return switch (activation.type()) {
      case "relu6" -> activation.floatAttribute("threshold", RELU6_THRESHOLD) == RELU6_THRESHOLD;
      case "hard_swish" -> activation.floatAttribute("threshold", HARD_SWISH_THRESHOLD) == HARD_SWISH_THRESHOLD
          && activation.floatAttribute("scale", HARD_SWISH_SCALE) == HARD_SWISH_SCALE
          && activation.floatAttribute("offset", HARD_SWISH_OFFSET) == HARD_SWISH_OFFSET;
      default -> true;
    };
  }

  /** Return the slope of a {@code leaky_relu} below zero. */
  static float leakyReluAlpha(Operator activation) {
    return activation.floatAttribute("alpha", LEAKY_RELU_ALPHA);
  }
}
