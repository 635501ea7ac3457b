package oar.runtime.arm.op.decoding;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code viterbi_decode}: the best labels, by {@link Viterbi}, of each sequence of {@code Input} [batch, steps, labels], as
 * {@code Path} [batch, longest length], 0 behind each sequence, and their sums as {@code Scores} [batch]. With
 * {@code include_bos_eos_tag} the last row of {@code Transition} [labels, labels] holds the scores of beginning and the one before
 * it those of ending with each label, too.
 */
public final class ViterbiDecode implements Operation {
  private final Input input;
  private final Input transition;
  private final Input length;
  private final Output scores;
  private final Output path;
  private final boolean hasTags;

  /** Read an operator. */
  public ViterbiDecode(OperatorReader reader) {
    input = reader.input("Input");
    transition = reader.input("Transition");
    length = reader.input("Length");
    scores = reader.output("Scores");
    path = reader.output("Path");
    hasTags = reader.operator().booleanAttribute("include_bos_eos_tag", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand emission = planning.get(input);
    Operand transitions = planning.get(transition);
    Precision precision = Precision.of(planning, emission, transitions);
    int labels = Viterbi.labels(planning, emission, 3);
    planning.require(transitions.shape().equals(Shape.of(labels, labels)) && (labels > 1 || !hasTags), "Transition "
        + transitions + " must have shape " + Shape.of(labels, labels) + (hasTags ? ", 2 or more of each" : ""));
    long batch = emission.shape().dimension(0);
    long steps = emission.shape().dimension(1);
    Lengths.of(planning, planning.get(length), batch);
    long[] lengths = LongsSource.all(planning, length);
    long longest = 0;
    for (int i = 0; i < lengths.length; i++) {
      longest = Math.max(longest, Lengths.checked(planning, length.variable(), i, lengths[i], steps));
    }
    planning.require(longest > 0, "Length is 0 for every sequence; one must be 1 or more");
    Operand sums = planning.put(scores, emission.type(), Shape.of(batch));
    Operand paths = planning.put(path, DataType.INT64, Shape.of(batch, longest));
    long width = longest;
    return workspace -> {
      Viterbi viterbi = viterbi(precision, Elements.of(transitions), labels);
      paths.segment().fill((byte) 0);
      for (int i = 0; i < batch; i++) {
        long[] found = new long[(int) lengths[i]];
        Elements.of(sums).set(i, viterbi.decode(Elements.of(emission), i * steps, found));
        for (int step = 0; step < found.length; step++) {
          Elements.of(paths).set(i * width + step, found[step]);
        }
      }
    };
  }

  private Viterbi viterbi(Precision precision, Elements transitions, int labels) {
    double[] all = new double[labels * labels];
    for (int i = 0; i < all.length; i++) {
      all[i] = transitions.getDouble(i);
    }
    double[] start = hasTags ? Viterbi.row(transitions, labels - 1, labels) : new double[labels];
    double[] stop = hasTags ? Viterbi.row(transitions, labels - 2, labels) : new double[labels];
    return new Viterbi(precision, start, stop, all);
  }
}
