package oar.runtime.arm.op.control;

import java.util.Optional;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code read_from_array}: the element at the position {@code I} of an array, with the LoD that it was written with. */
public final class ReadFromArray implements Operation {
  private final Input x;
  private final Input position;
  private final Output out;

  /** Read an operator. */
  public ReadFromArray(OperatorReader reader) {
    x = reader.input("X");
    position = reader.input("I");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    ArrayOperand array = ArrayOperand.of(planning, x);
    Operand index = TensorArrays.position(planning, position);
    DynamicOutput output = planning.putDynamic(out);
    return workspace -> {
      int at = TensorArrays.position(planning, index);
      output.set(Optional.of(TensorArrays.element(planning, array.variable(), array.elements(), at)));
    };
  }
}
