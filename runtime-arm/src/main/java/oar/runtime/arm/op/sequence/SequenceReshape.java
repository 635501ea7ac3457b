package oar.runtime.arm.op.sequence;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_reshape}: the same elements in rows of {@code new_dim}; the offsets of the LoD, which has one level, become
 * those of the new rows.
 */
public final class SequenceReshape implements Operation {
  private final Input x;
  private final Output out;
  private final int width;

  /** Read an operator. */
  public SequenceReshape(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    width = reader.operator().intAttribute("new_dim", 0);
    if (width <= 0) {
      throw reader.refuse("new_dim is " + width + "; it must be 1 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() == 2, "input " + input + " must have rank 2");
    long[] lengths = Sequences.single(planning, input).lengths();
    for (int i = 0; i < lengths.length; i++) {
      long elements = lengths[i] * input.shape().dimension(1);
      planning.require(elements % width == 0, "sequence " + i + " of input " + input + " has " + elements
          + " elements; new_dim " + width + " must divide them");
      lengths[i] = elements / width;
    }
    Sequences reshaped = Sequences.ofLengths(lengths);
    planning.share(out, input, Shape.of(reshaped.rows(), width), reshaped.toLevelOfDetail());
    return Computation.NOTHING;
  }
}
