package oar.runtime.arm.op.sequence;

import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_concat}: the first sequence of every input one behind the other, then the second of every input, and so on.
 * Each input has a LoD of one level, the output that of the joined sequences.
 */
public final class SequenceConcat implements Operation {
  private final List<Input> inputs;
  private final Output out;

  /** Read an operator. */
  public SequenceConcat(OperatorReader reader) {
    inputs = reader.inputs("X");
    out = reader.output("Out");
    if (inputs.isEmpty()) {
      throw reader.refuse("input X is missing");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> parts = planning.get(inputs);
    Operand first = parts.getFirst();
    List<Sequences> sequences = parts.stream().map(part -> Sequences.single(planning, part)).toList();
    long[] lengths = new long[sequences.getFirst().count()];
    for (int i = 0; i < parts.size(); i++) {
      Operand part = parts.get(i);
      planning.require(part.type() == first.type() && RowCopies.rowSize(part) == RowCopies.rowSize(first),
          "inputs " + first + " and " + part + " must have rows of one type and size");
      planning.require(sequences.get(i).count() == lengths.length, "inputs " + first + " and " + part + " have "
          + lengths.length + " and " + sequences.get(i).count() + " sequences; they must have as many");
      for (int sequence = 0; sequence < lengths.length; sequence++) {
        lengths[sequence] += sequences.get(i).length(sequence);
      }
    }
    Sequences joined = Sequences.ofLengths(lengths);
    long[] dimensions = first.shape().dimensions();
    dimensions[0] = joined.rows();
    Operand output = planning.put(out, first.type(), Shape.of(dimensions), joined.toLevelOfDetail());
    RowCopies copies = copies(parts, sequences, joined.count());
    long rowSize = RowCopies.rowSize(first);
    return workspace -> copies.run(output.segment(), rowSize);
  }

  private static RowCopies copies(List<Operand> parts, List<Sequences> sequences, int count) {
    RowCopies copies = new RowCopies();
    long row = 0;
    for (int sequence = 0; sequence < count; sequence++) {
      for (int i = 0; i < parts.size(); i++) {
        Sequences rows = sequences.get(i);
        copies.add(parts.get(i), rows.start(sequence), row, rows.length(sequence));
        row += rows.length(sequence);
      }
    }
    return copies;
  }
}
