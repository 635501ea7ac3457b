package oar.runtime.arm.op.control;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lod_array_length}: the number of elements of an array as int64 [1], gaps included; 0 for one that nothing has been
 * written to.
 */
public final class ArrayLength implements Operation {
  private final Optional<Input> x;
  private final Output out;

  /** Read an operator. */
  public ArrayLength(OperatorReader reader) {
    x = reader.inputsIfWritten("X").stream().findFirst().orElseThrow(() -> reader.refuse("input X is missing"));
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Optional<ArrayOperand> array = ArrayOperand.ifWritten(planning, x);
    Operand length = planning.put(out, DataType.INT64, Shape.of(1));
    return workspace -> Elements.of(length).set(0, (long) array.map(operand -> operand.elements().size()).orElse(0));
  }
}
