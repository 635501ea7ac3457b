package oar.runtime.arm.op.sequence;

import oar.runtime.arm.kernel.SoftmaxKernel;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_softmax}: {@code e^(x - max) / sum of e^(x - max)} over each sequence of the finest level, for rows of one
 * element. The output has X's LoD.
 */
public final class SequenceSoftmax implements Operation {
  private final Input x;
  private final Output out;

  /** Read an operator. */
  public SequenceSoftmax(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision precision = Precision.of(planning, input);
    Sequences sequences = Sequences.finest(planning, input);
    planning.require(input.elementCount() == sequences.rows(), "input " + input + " must have rows of one element");
    planning.require(sequences.longest() <= Integer.MAX_VALUE,
        "a sequence of input " + input + " has " + sequences.longest() + " rows; most are " + Integer.MAX_VALUE);
    Operand output = planning.putInPlace(out, input);
    return switch (precision) {
      case SINGLE -> Computation.parallel(sequences.count(), 1, (from, to, scratch) -> {
        for (int i = (int) from; i < to; i++) {
          new SoftmaxKernel(false).line(input.segment(), output.segment(), sequences.start(i),
              (int) sequences.length(i),
              scratch);
        }
      });
      case DOUBLE -> workspace -> {
        for (int i = 0; i < sequences.count(); i++) {
          softmax(Elements.of(input), Elements.of(output), sequences.start(i), sequences.end(i));
        }
      };
    };
  }

  private static void softmax(Elements x, Elements out, long from, long to) {
    double max = Double.NEGATIVE_INFINITY;
    for (long i = from; i < to; i++) {
      max = Math.max(max, x.getDouble(i));
    }
    double sum = 0;
    for (long i = from; i < to; i++) {
      double exponential = Math.exp(x.getDouble(i) - max);
      sum += exponential;
      out.set(i, exponential);
    }
    for (long i = from; i < to; i++) {
      out.set(i, out.getDouble(i) / sum);
    }
  }
}
