package oar.runtime.arm.op.elementwise;

import oar.api.model.Tensor;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/** Numbers that an operator takes from tensors of one element where other programs have attributes. */
final class Scalars {
  private Scalars() {}

  /**
   * Return a tensor of one real element; the plan waits for it if it is not computed yet.
   *
   * @throws oar.api.error.InvalidProgramException if it has another number of elements
   */
  static Tensor of(Planning planning, Input input) {
    Tensor content = planning.content(input);
    planning.require(content.elementCount() == 1 && (content.type().isFloatingPoint() || content.type().isInteger()),
        "input " + planning.get(input) + " must hold one number");
    return content;
  }
}
