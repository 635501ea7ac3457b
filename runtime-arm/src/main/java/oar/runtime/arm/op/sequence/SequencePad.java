package oar.runtime.arm.op.sequence;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_pad}: sequences as the rows of a tensor [sequences, padded_length, ...], each filled up with {@code PadValue},
 * one element or one row; a {@code padded_length} of -1 is that of the longest. {@code Length} takes their lengths as int64.
 * X has a LoD of one level, the outputs have none.
 */
public final class SequencePad implements Operation {
  private final Input x;
  private final Input padValue;
  private final Output out;
  private final Output length;
  private final int paddedLength;

  /** Read an operator. */
  public SequencePad(OperatorReader reader) {
    x = reader.input("X");
    padValue = reader.input("PadValue");
    out = reader.output("Out");
    length = reader.output("Length");
    paddedLength = reader.operator().intAttribute("padded_length", -1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int rank = input.shape().rank();
    planning.require(rank > 1, "input " + input + " must have rank 2 or more");
    Sequences sequences = Sequences.single(planning, input);
    long steps = paddedLength == -1 ? sequences.longest() : paddedLength;
    planning.require(steps >= sequences.longest(),
        "padded_length is " + paddedLength + "; it must be -1 or at least the "
            + sequences.longest() + " rows of the longest sequence of " + input);
    Operand value = planning.get(padValue);
    Shape row = Shape.of(Arrays.copyOfRange(input.shape().dimensions(), 1, rank));
    planning.require(value.type() == input.type() && (value.elementCount() == 1 || value.shape().equals(row)),
        "PadValue " + value + " must be one element of " + input.type() + ", or of shape " + row);
    planning.putConstant(length, Tensor.of(Shape.of(sequences.count()), sequences.lengths()), LevelOfDetail.NONE);
    long[] dimensions = new long[rank + 1];
    dimensions[0] = sequences.count();
    dimensions[1] = steps;
    System.arraycopy(row.dimensions(), 0, dimensions, 2, rank - 1);
    Operand output = planning.put(out, input.type(), Shape.of(dimensions));
    RowCopies copies = new RowCopies();
    for (int i = 0; i < sequences.count(); i++) {
      copies.add(input, sequences.start(i), i * steps, sequences.length(i));
    }
    long rowSize = RowCopies.rowSize(input);
    return workspace -> {
      copies.run(output.segment(), rowSize);
      for (int i = 0; i < sequences.count(); i++) {
        long from = (i * steps + sequences.length(i)) * rowSize;
        fill(output.segment().asSlice(from, (i + 1) * steps * rowSize - from), value.segment());
      }
    };
  }

  private static void fill(MemorySegment target, MemorySegment pattern) {
    for (long at = 0; at < target.byteSize(); at += pattern.byteSize()) {
      MemorySegment.copy(pattern, 0, target, at, pattern.byteSize());
    }
  }
}
