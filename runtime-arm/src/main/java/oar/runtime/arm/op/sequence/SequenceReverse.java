package oar.runtime.arm.op.sequence;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code sequence_reverse}: the rows of each sequence last to first. X has a LoD of one level, which the output has too. */
public final class SequenceReverse implements Operation {
  private final Input x;
  private final Output y;

  /** Read an operator. */
  public SequenceReverse(OperatorReader reader) {
    x = reader.input("X");
    y = reader.output("Y");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Sequences sequences = Sequences.single(planning, input);
    RowCopies copies = new RowCopies();
    for (int sequence = 0; sequence < sequences.count(); sequence++) {
      for (long row = sequences.start(sequence); row < sequences.end(sequence); row++) {
        copies.add(input, row, sequences.start(sequence) + sequences.end(sequence) - 1 - row, 1);
      }
    }
    Operand output = planning.put(y, input.type(), input.shape(), input.levelOfDetail());
    long rowSize = RowCopies.rowSize(input);
    return workspace -> copies.run(output.segment(), rowSize);
  }
}
