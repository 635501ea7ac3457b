package oar.runtime.arm.op.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.LodTensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code write_to_array}: puts a copy of a tensor with its LoD at the position {@code I} of an array, which grows as needed;
 * its other elements stay as they are.
 */
public final class WriteToArray implements Operation {
  private final Input x;
  private final Input position;
  private final Optional<Input> before;
  private final Output out;

  /** Read an operator. */
  public WriteToArray(OperatorReader reader) {
    x = reader.input("X");
    position = reader.input("I");
    before = reader.previous("Out");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand element = planning.get(x);
    Operand index = TensorArrays.position(planning, position);
    Optional<ArrayOperand> array = ArrayOperand.ifWritten(planning, before);
    ArrayOperand result = planning.putArray(out);
    return workspace -> {
      List<LodTensor> elements = new ArrayList<>(array.map(ArrayOperand::elements).orElse(List.of()));
      int at = TensorArrays.position(planning, index);
      while (elements.size() <= at) {
        elements.add(TensorArrays.UNWRITTEN);
      }
      elements.set(at, TensorArrays.copy(element));
      result.bind(elements);
    };
  }
}
