package oar.runtime.arm.op.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.LodTensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code write_back}, which Paddle-Lite's opt puts at the end of the blocks of loops and branches: the tensor
 * {@code Dst_LoDTensor} becomes what {@code Src_LoDTensor} is. With {@code tensor_array_copy} both are arrays, and an element
 * that the source lacks stays.
 */
public final class WriteBack implements Operation {
  private final Input source;
  private final Optional<Input> before;
  private final Output destination;
  private final boolean isArray;

  /** Read an operator. */
  public WriteBack(OperatorReader reader) {
    isArray = reader.operator().attribute("tensor_array_copy").isPresent();
    String suffix = isArray ? "_LoDTensorArray" : "_LoDTensor";
    source = reader.input("Src" + suffix);
    before = reader.inputsIfWritten("Dst" + suffix).stream().findFirst().flatMap(input -> input);
    destination = reader.written("Dst" + suffix);
  }

  @Override
  public Computation plan(Planning planning) {
    if (!isArray) {
      return Copy.forward(planning, source, destination);
    }
    ArrayOperand from = ArrayOperand.of(planning, source);
    Optional<ArrayOperand> old = ArrayOperand.ifWritten(planning, before);
    ArrayOperand to = planning.putArray(destination);
    return workspace -> {
      List<LodTensor> elements = new ArrayList<>(from.elements());
      old.map(ArrayOperand::elements).ifPresent(kept -> {
        for (int i = elements.size(); i < kept.size(); i++) {
          elements.add(kept.get(i));
        }
      });
      to.bind(elements);
    };
  }
}
