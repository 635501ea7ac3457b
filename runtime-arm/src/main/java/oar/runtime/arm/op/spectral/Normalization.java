package oar.runtime.arm.op.spectral;

import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;

/**
 * What a Fourier transform of n numbers multiplies its results by. The attribute {@code normalization} says which
 * direction is divided by n, or {@code ortho} if both are by its square root.
 */
enum Normalization {
  NONE,
  BY_COUNT,
  BY_ROOT;

  static Normalization of(OperatorReader reader) {
    Operator operator = reader.operator();
    boolean isForward = operator.booleanAttribute("forward", true);
    String name = operator.textAttribute("normalization", "backward");
    return switch (name) {
      case "backward" -> isForward ? NONE : BY_COUNT;
      case "forward" -> isForward ? BY_COUNT : NONE;
      case "ortho" -> BY_ROOT;
      default -> throw reader.refuse("normalization is '" + name + "'; it must be backward, forward or ortho");
    };
  }

  double factor(double count) {
    return switch (this) {
      case NONE -> 1;
      case BY_COUNT -> 1 / count;
      case BY_ROOT -> 1 / Math.sqrt(count);
    };
  }
}
