package oar.runtime.arm.op.shape;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that give what they take, LoD included: nothing is copied, since no value is ever written twice. */
public record Copy(Input x, Output out) implements Operation {
  /** Read an operator with slots X and Out. */
  public static Operation of(OperatorReader reader) {
    return new Copy(reader.input("X"), reader.output("Out"));
  }

  /** Read an operator with slots Input and Out. */
  public static Operation ofInput(OperatorReader reader) {
    return new Copy(reader.input("Input"), reader.output("Out"));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.share(out, input, input.shape(), input.levelOfDetail());
    return Computation.NOTHING;
  }
}
