package oar.runtime.arm.op.control;

import java.util.List;
import java.util.Optional;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code select_input}: the one of several tensors, with its LoD, or arrays whose number is in {@code Mask}; the others need
 * have no value.
 */
public final class SelectInput implements Operation {
  private final List<Optional<Input>> inputs;
  private final Input mask;
  private final Output out;

  /** Read an operator. */
  public SelectInput(OperatorReader reader) {
    inputs = reader.inputsIfWritten("X");
    mask = reader.input("Mask");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    int number = branch(planning, mask, inputs.size());
    Input chosen = inputs.get(number)
        .orElseThrow(() -> planning.refuse("Mask is " + number + ", but nothing writes input " + number + " of X"));
    return Copy.forward(planning, chosen, out);
  }

  /** Return the number in a mask, which must be that of one of {@code count} branches. */
  static int branch(Planning planning, Input mask, int count) {
    long number = LongsSource.single(planning, mask);
    planning.require(0 <= number && number < count, "Mask is " + number + "; it must be from 0 to " + (count - 1));
    return (int) number;
  }
}
