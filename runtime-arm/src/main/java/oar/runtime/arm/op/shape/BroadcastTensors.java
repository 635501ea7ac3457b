package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Expansion;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code broadcast_tensors}: each tensor under the shape that all broadcast to together. No LoD. */
public final class BroadcastTensors implements Operation {
  private final List<Input> inputs;
  private final List<Output> outputs;

  /** Read an operator. */
  public BroadcastTensors(OperatorReader reader) {
    inputs = reader.inputs("X");
    outputs = reader.outputs("Out");
    if (inputs.isEmpty() || inputs.size() != outputs.size()) {
      throw reader.refuse("it has " + inputs.size() + " inputs X and " + outputs.size()
          + " outputs Out; it must have as many of one as of the other, at least one");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> tensors = planning.get(inputs);
    Shape shape = Expansion.commonShape(planning, tensors.stream().map(Operand::shape).toList());
    List<Computation> copies = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      View view = View.of(tensors.get(i).shape().dimensions()).broadcast(shape.dimensions());
      copies.add(Copies.put(planning, tensors.get(i), view, new Copies.Target(outputs.get(i), shape)));
    }
    return Copies.all(copies);
  }
}
