package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.util.List;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code multiplex}: row i of the tensor of X whose number is element i of {@code Ids}, [M, 1], for each i; all tensors are of one
 * type and shape. No LoD.
 */
public final class Multiplex implements Operation {
  private final List<Input> candidates;
  private final Input ids;
  private final Output out;

  /** Read an operator. */
  public Multiplex(OperatorReader reader) {
    candidates = reader.inputs("X");
    ids = reader.input("Ids");
    out = reader.output("Out");
    if (candidates.isEmpty()) {
      throw reader.refuse("input X is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> tensors = planning.get(candidates);
    Operand numbers = planning.get(ids);
    Operand first = tensors.getFirst();
    for (Operand tensor : tensors) {
      planning.require(tensor.type() == first.type() && tensor.shape().equals(first.shape()),
          "inputs " + first + " and " + tensor + " must be of one type and shape");
    }
    planning.require(first.shape().rank() >= 2 && numbers.shape().rank() == 2 && numbers.shape().dimension(1) == 1
        && numbers.shape().dimension(0) <= first.shape().dimension(0),
        "input " + numbers + " must be a column [M, 1] of at most as many elements as " + first
            + ", of rank 2 or more, has rows");
    Indexes choices = Indexes.of(planning, numbers, tensors.size());
    Operand output = planning.put(out, first.type(), first.shape());
    long rowSize = first.shape().elementCount(1, first.shape().rank()) * first.type().byteSize();
    return workspace -> {
      long[] read = choices.read();
      output.segment().fill((byte) 0);
      for (int row = 0; row < read.length; row++) {
        MemorySegment.copy(tensors.get((int) read[row]).segment(), row * rowSize, output.segment(), row * rowSize,
            rowSize);
      }
    };
  }
}
