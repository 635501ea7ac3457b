package oar.runtime.arm.op.decoding;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code crf_decoding}: the best labels, by {@link Viterbi}, of the sequences of {@code Emission} [rows, labels], which has a LoD
 * of one level, as [rows, 1] with that LoD; or of {@code Emission} [batch, steps, labels] with {@code Length}, as [batch, steps],
 * 0 behind each sequence. {@code Transition} [labels + 2, labels] holds the scores of the first label, those of the last one,
 * then those from label to label. With {@code Label} the output is 1 where that equals the path and
 * 0 elsewhere.
 */
public final class CrfDecoding implements Operation {
  private final Input emission;
  private final Input transition;
  private final Optional<Input> label;
  private final Optional<Input> length;
  private final Output viterbiPath;

  /** Read an operator. */
  public CrfDecoding(OperatorReader reader) {
    emission = reader.input("Emission");
    transition = reader.input("Transition");
    label = reader.optionalInput("Label");
    length = reader.optionalInput("Length");
    viterbiPath = reader.output("ViterbiPath");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand scores = planning.get(emission);
    Operand transitions = planning.get(transition);
    Precision precision = Precision.of(planning, scores, transitions);
    int labels = Viterbi.labels(planning, scores, length.isPresent() ? 3 : 2);
    planning.require(transitions.shape().equals(Shape.of(labels + 2, labels)),
        "Transition " + transitions + " must have shape " + Shape.of(labels + 2, labels));
    long rows = scores.elementCount() / labels;
    Optional<Operand> truth = planning.get(label);
    truth.ifPresent(wanted -> planning.require(wanted.type().isInteger() && wanted.elementCount() == rows,
        "Label " + wanted + " must have an integer for each of the " + rows + " rows of Emission"));
    Scores all = new Scores(precision, scores, transitions, labels, truth);
    return length.isPresent() ? ofPadded(planning, all) : ofSequences(planning, all);
  }

  private record Scores(Precision precision, Operand emission, Operand transition, int labels,
      Optional<Operand> truth) {
    Viterbi viterbi() {
      Elements elements = Elements.of(transition);
      double[] transitions = new double[labels * labels];
      for (int i = 0; i < transitions.length; i++) {
        transitions[i] = elements.getDouble(2L * labels + i);
      }
      return new Viterbi(precision, Viterbi.row(elements, 0, labels), Viterbi.row(elements, 1, labels), transitions);
    }

    void decode(Viterbi viterbi, long firstRow, long length, Elements paths) {
      if (length > 0) {
        long[] path = new long[(int) length];
        viterbi.decode(Elements.of(emission), firstRow, path);
        for (int step = 0; step < length; step++) {
          long row = firstRow + step;
          long found = path[step];
          paths.set(row, truth.map(wanted -> Elements.of(wanted).getLong(row) == found ? 1L : 0L).orElse(found));
        }
      }
    }
  }

  private Computation ofSequences(Planning planning, Scores scores) {
    Sequences sequences = Sequences.single(planning, scores.emission);
    Operand output = planning.put(viterbiPath, DataType.INT64, Shape.of(sequences.rows(), 1),
        scores.emission.levelOfDetail());
    return workspace -> {
      Viterbi viterbi = scores.viterbi();
      for (int i = 0; i < sequences.count(); i++) {
        scores.decode(viterbi, sequences.start(i), sequences.length(i), Elements.of(output));
      }
    };
  }

  private Computation ofPadded(Planning planning, Scores scores) {
    long batch = scores.emission.shape().dimension(0);
    long steps = scores.emission.shape().dimension(1);
    Operand lengths = Lengths.of(planning, planning.get(length.orElseThrow()), batch);
    Operand output = planning.put(viterbiPath, DataType.INT64, Shape.of(batch, steps));
    return workspace -> {
      Viterbi viterbi = scores.viterbi();
      output.segment().fill((byte) 0);
      for (long i = 0; i < batch; i++) {
        scores.decode(viterbi, i * steps, Lengths.get(planning, lengths, i, steps), Elements.of(output));
      }
    };
  }
}
