package oar.runtime.arm.op.control;

import java.util.List;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code select_input}: the one of several tensors whose number is in {@code Mask}; the others need have no value. */
public final class SelectInput implements Operation {
  private final List<Input> inputs;
  private final Input mask;
  private final Output out;

  /** Read an operator. */
  public SelectInput(OperatorReader reader) {
    inputs = reader.inputs("X");
    mask = reader.input("Mask");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    long number = LongsSource.single(planning, mask);
    planning.require(0 <= number && number < inputs.size(),
        "Mask is " + number + "; it must be from 0 to " + (inputs.size() - 1));
    Operand chosen = planning.get(inputs.get((int) number));
    planning.share(out, chosen, chosen.shape(), chosen.levelOfDetail());
    return Computation.NOTHING;
  }
}
