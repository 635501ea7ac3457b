package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code index_put}: x with a value put, or with {@code accumulate} added, at the blocks that the tensors of {@code indices} name,
 * as NumPy's {@code x[indices] = value} does; the value broadcasts to the blocks. No LoD.
 */
public final class IndexPut implements Operation {
  private final Input x;
  private final List<Input> indices;
  private final Input value;
  private final Output out;
  private final boolean accumulates;

  /** Read an operator. */
  public IndexPut(OperatorReader reader) {
    x = reader.input("x");
    indices = reader.inputs("indices");
    value = reader.input("value");
    out = reader.output("out");
    accumulates = reader.operator().booleanAttribute("accumulate", false);
    if (indices.isEmpty()) {
      throw reader.refuse("input indices is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand values = planning.get(value);
    planning.require(input.type() == values.type(), "inputs " + input + " and " + values + " must be of one type");
    if (accumulates && input.type() != DataType.BOOL) {
      Additions.requireNumbers(planning, input);
    }
    IndexTuples tuples = IndexTuples.of(planning, planning.get(indices), input);
    Operand output = planning.put(out, input.type(), input.shape());
    return workspace -> {
      output.segment().copyFrom(input.segment());
      IndexTuples.Blocks blocks = tuples.read();
      long[] target = LongStream.concat(LongStream.of(blocks.shape().dimensions()),
          LongStream.of(input.shape().dimensions()).skip(tuples.depth())).toArray();
      View from = View.of(values.shape().dimensions());
      planning.require(from.broadcastsTo(target), "input " + values + " does not broadcast to shape "
          + Arrays.toString(target) + ", that of the blocks to be written");
      put(blocks.numbers(), input.shape().elementCount(tuples.depth(), input.shape().rank()), values,
          from.broadcast(target), output);
    };
  }

  private void put(long[] blocks, long blockSize, Operand values, View from, Operand output) {
    long size = output.type().byteSize();
    for (long i = 0; i < blocks.length * blockSize; i++) {
      long to = blocks[(int) (i / blockSize)] * blockSize + i % blockSize;
      if (accumulates) {
        Combination.ADD.apply(Elements.of(output), to, Elements.of(values), from.place(i));
      } else {
        MemorySegment.copy(values.segment(), from.place(i) * size, output.segment(), to * size, size);
      }
    }
  }
}
