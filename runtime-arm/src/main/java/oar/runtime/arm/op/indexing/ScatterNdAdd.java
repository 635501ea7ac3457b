package oar.runtime.arm.op.indexing;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code scatter_nd_add}: X with the blocks of {@code Updates} added to those that {@code Index} [.., depth] names by places of X's
 * first dimensions. The output has X's LoD.
 */
public final class ScatterNdAdd implements Operation {
  private final Input x;
  private final Input index;
  private final Input updates;
  private final Output out;

  /** Read an operator. */
  public ScatterNdAdd(OperatorReader reader) {
    x = reader.input("X");
    index = reader.input("Index");
    updates = reader.input("Updates");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand blocks = planning.get(updates);
    NestedIndexes indexes = NestedIndexes.of(planning, planning.get(index), input);
    planning.require(blocks.type() == input.type(), "inputs " + input + " and " + blocks + " must be of one type");
    planning.require(blocks.shape().equals(indexes.blocksShape()), "input " + blocks + " must have shape "
        + indexes.blocksShape() + ", as X and Index say");
    Additions.requireNumbers(planning, input);
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    long size = indexes.blockSize();
    return workspace -> {
      long[] numbers = indexes.read();
      output.segment().copyFrom(input.segment());
      for (int i = 0; i < numbers.length; i++) {
        Additions.add(blocks, i * size, output, numbers[i] * size, size);
      }
    };
  }
}
