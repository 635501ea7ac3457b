package oar.runtime.arm.plan;

import java.util.List;
import oar.api.model.LodTensor;

/** An array of tensors of a plan. Nothing is known of its elements before the plan runs. */
public final class ArrayOperand implements PlannedValue {
  private final String variable;
  private List<LodTensor> elements = List.of();

  ArrayOperand(String variable) {
    this.variable = variable;
  }

  @Override
  public String variable() {
    return variable;
  }

  /** Return the elements, whose memory is their own. Only a {@link Computation} may ask, when it runs. */
  public List<LodTensor> elements() {
    return elements;
  }

  void bind(List<LodTensor> newElements) {
    elements = newElements;
  }

  /** Return the name and that it is an array. */
  @Override
  public String toString() {
    return variable + " array of tensors";
  }
}
