package oar.runtime.arm.plan;

import java.util.List;
import java.util.Optional;
import oar.api.model.LodTensor;

/** An array of tensors of a plan. Nothing is known of its elements before the plan runs. */
public final class ArrayOperand implements PlannedValue {
  private final String variable;
  private List<LodTensor> elements = List.of();

  ArrayOperand(String variable) {
    this.variable = variable;
  }

  /**
   * Return the array of an input.
   *
   * @throws oar.api.error.InvalidProgramException if it is a tensor or has no value
   */
  public static ArrayOperand of(Planning planning, Input input) {
    Optional<PlannedValue> value = planning.getAny(input);
    if (value.isPresent() && value.get() instanceof ArrayOperand array) {
      return array;
    }
    throw planning.refuse("input " + input.variable() + " must be an array of tensors, but it "
        + value.map(tensor -> "is " + tensor).orElse("has no value"));
  }

  /** Return the array of an input, or empty if it has no value yet, as before its first element is written. */
  public static Optional<ArrayOperand> ifWritten(Planning planning, Optional<Input> input) {
    return input.filter(array -> planning.getAny(array).isPresent()).map(array -> of(planning, array));
  }

  @Override
  public String variable() {
    return variable;
  }

  /** Return the elements, whose memory is their own. Only a {@link Computation} may ask, when it runs. */
  public List<LodTensor> elements() {
    return elements;
  }

  /** Let the array have other elements, whose memory is their own. Only the {@link Computation} that writes it may. */
  public void bind(List<LodTensor> newElements) {
    elements = List.copyOf(newElements);
  }

  /** Return the name and that it is an array. */
  @Override
  public String toString() {
    return variable + " array of tensors";
  }
}
