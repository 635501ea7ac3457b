package oar.runtime.arm.op.indexing;

import oar.runtime.arm.kernel.Rows;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code gather_nd}: the blocks of X that {@code Index} [.., depth] names by places of X's first dimensions. The output is [..]
 * followed by X's other dimensions, with X's LoD.
 */
public final class GatherNd implements Operation {
  private final Input x;
  private final Input index;
  private final Output out;

  /** Read an operator. */
  public GatherNd(OperatorReader reader) {
    x = reader.input("X");
    index = reader.input("Index");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    NestedIndexes indexes = NestedIndexes.of(planning, planning.get(index), input);
    Operand output = planning.put(out, input.type(), indexes.blocksShape(), input.levelOfDetail());
    Rows blocks = new Rows(0, indexes.blockSize() * input.type().byteSize());
    return workspace -> {
      long[] numbers = indexes.read();
      blocks.gather(input.segment(), numbers, output.segment(), 0, numbers.length);
    };
  }
}
