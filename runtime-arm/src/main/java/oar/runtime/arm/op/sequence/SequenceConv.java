package oar.runtime.arm.op.sequence;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.matrix.WeightProduct;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_conv}: each row's context, the {@code contextLength} rows from {@code contextStart} behind it on, side by side,
 * times {@code Filter} [contextLength * D, M]. Rows outside the sequence are 0, or those of {@code PaddingData} with
 * {@code paddingTrainable}: first those before the sequence, then those behind it. X has a LoD of one level, which the output
 * has too.
 */
public final class SequenceConv implements Operation {
  private final Input x;
  private final WeightProduct filter;
  private final Optional<Input> padding;
  private final Output out;
  private final int start;
  private final int length;

  /** Read an operator. */
  public SequenceConv(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    filter = WeightProduct.of(reader, reader.input("Filter"), false);
    padding = operator.booleanAttribute("paddingTrainable", false)
        ? Optional.of(reader.input("PaddingData"))
        : Optional.empty();
    out = reader.output("Out");
    start = operator.intAttribute("contextStart", 0);
    length = operator.intAttribute("contextLength", 0);
    if (length <= 0) {
      throw reader.refuse("contextLength is " + length + "; it must be 1 or more");
    }
    if (operator.intAttribute("contextStride", 1) != 1) {
      throw reader.refuse("contextStride is " + operator.intAttribute("contextStride", 1) + "; it must be 1");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.FLOAT32 && input.shape().rank() == 2,
        "input " + input + " must be float32 of rank 2");
    Sequences sequences = Sequences.single(planning, input);
    long width = input.shape().dimension(1);
    Operand context = planning.scratch(input.type(),
        Shape.of(sequences.rows(), Math.multiplyExact(length, width)));
    Optional<Operand> edges = planning.get(padding);
    edges.ifPresent(rows -> planning.require(
        rows.type() == input.type() && rows.shape().equals(Shape.of(before() + behind(), width)),
        "PaddingData " + rows + " must be float32 " + Shape.of(before() + behind(), width)));
    Operand output = planning.put(out, input.type(),
        Shape.of(sequences.rows(), filter.shape(planning).dimension(1)), input.levelOfDetail());
    Computation product = filter.plan(planning, context, output);
    return workspace -> {
      for (int i = 0; i < sequences.count(); i++) {
        fillContext(input, edges, context, sequences, i);
      }
      product.run(workspace);
    };
  }

  /** Return how many rows before a sequence the context of its first row takes. */
  private int before() {
    return Math.max(0, -start);
  }

  /** Return how many rows behind a sequence the context of its last row takes. */
  private int behind() {
    return Math.max(0, start + length - 1);
  }

  private void fillContext(Operand input, Optional<Operand> edges, Operand context, Sequences sequences, int sequence) {
    long rowSize = RowCopies.rowSize(input);
    MemorySegment target = context.segment();
    long rows = sequences.length(sequence);
    long at = sequences.start(sequence) * length * rowSize;
    for (long row = 0; row < rows; row++) {
      for (int i = 0; i < length; i++, at += rowSize) {
        long from = row + start + i;
        if (0 <= from && from < rows) {
          MemorySegment.copy(input.segment(), (sequences.start(sequence) + from) * rowSize, target, at, rowSize);
        } else if (edges.isPresent()) {
          long edge = from < 0 ? before() + from : before() + from - rows;
          MemorySegment.copy(edges.get().segment(), edge * rowSize, target, at, rowSize);
        } else {
          target.asSlice(at, rowSize).fill((byte) 0);
        }
      }
    }
  }
}
