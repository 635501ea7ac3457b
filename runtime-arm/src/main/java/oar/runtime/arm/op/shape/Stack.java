package oar.runtime.arm.op.shape;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code stack}: tensors of one type and shape one behind the other along a new dimension {@code axis}. The output has the first
 * one's LoD.
 */
public final class Stack implements Operation {
  private final List<Input> inputs;
  private final Output out;
  private final int axis;

  /** Read an operator. */
  public Stack(OperatorReader reader) {
    inputs = reader.inputs("X");
    out = reader.output("Y");
    axis = reader.operator().intAttribute("axis", 0);
    if (inputs.isEmpty()) {
      throw reader.refuse("input X is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> parts = planning.get(inputs);
    Operand first = parts.getFirst();
    for (Operand part : parts) {
      planning.require(part.type() == first.type() && part.shape().equals(first.shape()),
          "inputs " + first + " and " + part + " must be of one type and shape");
    }
    int along = Axes.normalize(planning, "axis", axis, first.shape().rank() + 1);
    View single = View.of(first.shape().dimensions()).repeat(along, 1);
    Shape shape = Shape.of(single.pick(along, 0, 1, parts.size()).extents());
    Operand output = planning.put(out, first.type(), shape, first.levelOfDetail());
    View whole = View.of(shape.dimensions());
    return Copies.all(IntStream.range(0, parts.size())
        .mapToObj(i -> Copies.copy(planning, parts.get(i), single, output, whole.pick(along, i, 1, 1))).toList());
  }
}
