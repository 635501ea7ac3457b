package oar.runtime.arm.pass;

import java.util.Optional;
import oar.api.model.Operator;
import oar.runtime.arm.graph.Access;

/**
 * What an operator {@code scale} computes: {@code y = factor * x + offset}.
 *
 * @param factor the same for every element
 * @param offset the same for every element
 */
record Scale(float factor, float offset) {
  /** Take the constants of a scale, or empty if it does something else as well or gets its factor at run time. */
  static Optional<Scale> of(Operator operator) {
    if (Access.hasInput(operator, "ScaleTensor") || !operator.textAttribute("activation_type", "").isEmpty()
        || operator.booleanAttribute("fuse_scaleact", false)) {
      return Optional.empty();
    }
    float factor = operator.floatAttribute("scale", 1);
    float offset = operator.floatAttribute("bias", 0);
    return Optional
        .of(new Scale(factor, operator.booleanAttribute("bias_after_scale", true) ? offset : offset * factor));
  }

  /** Tell whether it changes nothing. */
  boolean isIdentity() {
    return factor == 1 && offset == 0;
  }

  /** Tell whether it gives a number for every number. */
  boolean isFinite() {
    return Float.isFinite(factor) && Float.isFinite(offset);
  }

  /** Return what this scale and another one after it compute. */
  Scale then(Scale next) {
    return new Scale(factor * next.factor, offset * next.factor + next.offset);
  }

  /** Return the operator that computes it. */
  Operator operator(String input, String output) {
    return Operator.builder("scale").input("X", input).output("Out", output).attribute("scale", factor)
        .attribute("bias", offset).attribute("bias_after_scale", true).build();
  }
}
