package oar.runtime.arm.op.decoding;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code ctc_align}: the tokens of each sequence without {@code blank} and, with {@code merge_repeated}, without those that equal
 * the token before them. Sequences of the coarsest level of a LoD give [tokens, 1] with a LoD of one level; one token -1 that
 * belongs to no sequence if none is left. {@code Input} [batch, steps] with {@code InputLength} gives a tensor of the same shape,
 * filled up with {@code padding_value}, and {@code OutputLength} [batch, 1].
 */
public final class CtcAlign implements Operation {
  private static final long NOTHING_LEFT = -1;

  private final Input input;
  private final Optional<Input> inputLength;
  private final Output output;
  private final Output outputLength;
  private final long blank;
  private final boolean mergesRepeated;
  private final long paddingValue;

  /** Read an operator. */
  public CtcAlign(OperatorReader reader) {
    input = reader.input("Input");
    inputLength = reader.optionalInput("InputLength");
    output = reader.output("Output");
    outputLength = reader.output("OutputLength");
    blank = reader.operator().intAttribute("blank", 0);
    mergesRepeated = reader.operator().booleanAttribute("merge_repeated", true);
    paddingValue = reader.operator().intAttribute("padding_value", 0);
    if (blank < 0) {
      throw reader.refuse("blank is " + blank + "; it must be 0 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand tokens = planning.get(input);
    planning.require(tokens.type().isInteger(), "input " + tokens + " must hold integers");
    return inputLength.isPresent()
        ? ofPadded(planning, tokens, inputLength.get())
        : ofSequences(planning, tokens);
  }

  private Computation ofSequences(Planning planning, Operand tokens) {
    Sequences sequences = Sequences.atLevel(planning, tokens, 0);
    planning.require(tokens.elementCount() == sequences.rows() && tokens.elementCount() <= Integer.MAX_VALUE,
        "input " + tokens + " must have rows of one token, at most " + Integer.MAX_VALUE);
    DynamicOutput result = planning.putDynamic(output);
    return workspace -> {
      Elements all = Elements.of(tokens);
      long[] kept = new long[(int) sequences.rows()];
      long[] counts = new long[sequences.count()];
      int at = 0;
      for (int i = 0; i < counts.length; i++) {
        int end = align(all, sequences.start(i), sequences.length(i), kept, at);
        counts[i] = end - at;
        at = end;
      }
      LevelOfDetail levelOfDetail = Sequences.ofLengths(counts).toLevelOfDetail();
      long[] left = at == 0 ? new long[]{NOTHING_LEFT} : Arrays.copyOf(kept, at);
      Elements results = Elements.of(tokens.type(),
          result.allocate(tokens.type(), Shape.of(left.length, 1), levelOfDetail));
      for (int i = 0; i < left.length; i++) {
        results.set(i, left[i]);
      }
    };
  }

  private Computation ofPadded(Planning planning, Operand tokens, Input length) {
    planning.require(tokens.shape().rank() == 2 && tokens.shape().dimension(1) <= Integer.MAX_VALUE,
        "input " + tokens + " must have rank 2 and at most " + Integer.MAX_VALUE + " steps");
    long batch = tokens.shape().dimension(0);
    int steps = (int) tokens.shape().dimension(1);
    Operand lengths = Lengths.of(planning, planning.get(length), batch);
    Operand result = planning.put(output, tokens.type(), tokens.shape());
    Operand counts = planning.put(outputLength, tokens.type(), Shape.of(batch, 1));
    return workspace -> {
      long[] kept = new long[steps];
      for (long i = 0; i < batch; i++) {
        int count = align(Elements.of(tokens), i * steps, Lengths.get(planning, lengths, i, steps), kept, 0);
        Arrays.fill(kept, count, steps, paddingValue);
        for (int step = 0; step < steps; step++) {
          Elements.of(result).set(i * steps + step, kept[step]);
        }
        Elements.of(counts).set(i, (long) count);
      }
    };
  }

  /** Put what is kept of a sequence into an array from a place on, and return the place behind it. */
  private int align(Elements tokens, long first, long length, long[] kept, int place) {
    int at = place;
    for (long i = 0; i < length; i++) {
      long token = tokens.getLong(first + i);
      boolean repeats = mergesRepeated && i > 0 && token == tokens.getLong(first + i - 1);
      if (token != blank && !repeats) {
        kept[at++] = token;
      }
    }
    return at;
  }
}
