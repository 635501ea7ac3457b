package oar.runtime.arm.op.sequence;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_unpad}: the first {@code Length[i]} steps of each row i of X [rows, steps, ...], one behind the other, as
 * sequences: [sum of Length, ...], or [sum of Length, 1] of an X of rank 2.
 */
public final class SequenceUnpad implements Operation {
  private final Input x;
  private final Input length;
  private final Output out;

  /** Read an operator. */
  public SequenceUnpad(OperatorReader reader) {
    x = reader.input("X");
    length = reader.input("Length");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int rank = input.shape().rank();
    planning.require(rank > 1, "input " + input + " must have rank 2 or more");
    long steps = input.shape().dimension(1);
    planning.require(planning.get(length).shape().equals(Shape.of(input.shape().dimension(0))),
        "Length " + planning.get(length) + " must have an element for each row of " + input);
    long[] lengths = LongsSource.all(planning, length);
    planning.require(Arrays.stream(lengths).allMatch(each -> 0 <= each && each <= steps),
        "Length is " + Arrays.toString(lengths) + "; each must be from 0 to the " + steps + " steps of " + input);
    Sequences sequences = Sequences.ofLengths(lengths);
    long[] dimensions = rank == 2 ? new long[2] : Arrays.copyOfRange(input.shape().dimensions(), 1, rank);
    dimensions[0] = sequences.rows();
    dimensions[1] = rank == 2 ? 1 : dimensions[1];
    Operand output = planning.put(out, input.type(), Shape.of(dimensions), sequences.toLevelOfDetail());
    RowCopies copies = new RowCopies();
    for (int i = 0; i < sequences.count(); i++) {
      copies.add(input, i * steps, sequences.start(i), sequences.length(i));
    }
    long stepSize = input.shape().elementCount(2, rank) * input.type().byteSize();
    return workspace -> copies.run(output.segment(), stepSize);
  }
}
