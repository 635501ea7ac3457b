package oar.runtime.arm.op.creation;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code increment}: the one element of X plus {@code step}, which loses its fraction for integers. The output has X's LoD. */
public final class Increment implements Operation {
  private final Input x;
  private final Output out;
  private final float step;

  /** Read an operator. */
  public Increment(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    step = reader.operator().floatAttribute("step", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.elementCount() == 1, "input " + input + " must have one element");
    planning.require(input.type().isInteger() || input.type().isFloatingPoint(),
        "input " + input + " must hold a real number");
    Operand output = planning.putInPlace(out, input);
    return workspace -> {
      Elements from = Elements.of(input);
      Elements to = Elements.of(output);
      if (from.isIntegral()) {
        to.set(0, from.getLong(0) + (long) step);
      } else {
        to.set(0, from.getDouble(0) + step);
      }
    };
  }
}
