package oar.runtime.arm.op.normalization;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** The rules that all normalizations share. */
final class NormalizationRules {
  private static final float DEFAULT_EPSILON = 1e-5f;

  private NormalizationRules() {}

  /** Return {@code epsilon}, which must not be negative. */
  static float epsilon(OperatorReader reader) {
    float epsilon = reader.operator().floatAttribute("epsilon", DEFAULT_EPSILON);
    if (!(epsilon >= 0)) {
      throw reader.refuse("epsilon is " + epsilon + "; it must be 0 or more");
    }
    return epsilon;
  }

  /** Return a list of parameters, if it is there: of the input's type, and of so many elements. */
  static Optional<Operand> parameter(Planning planning, Optional<Input> input, Operand x, long count) {
    return input.map(present -> parameter(planning, present, x, count));
  }

  /** Return a list of parameters: of the input's type, and of so many elements. */
  static Operand parameter(Planning planning, Input input, Operand x, long count) {
    Operand operand = planning.get(input);
    planning.require(operand.type() == x.type() && operand.shape().equals(Shape.of(count)),
        "input " + operand + " must be " + x.type() + " " + Shape.of(count) + " for " + x);
    return operand;
  }
}
