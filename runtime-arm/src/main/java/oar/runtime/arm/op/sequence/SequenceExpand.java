package oar.runtime.arm.op.sequence;

import java.util.Arrays;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_expand}, {@code sequence_expand_as}: sequence i of X, or row i of an X without LoD, as often as sequence i of
 * Y has entries at the level {@code ref_level} (-1: the finest). The output of {@code sequence_expand} has a LoD, of the
 * repeated sequences, if X has one; that of {@code sequence_expand_as}, which repeats rows and takes a Y of one level, has Y's.
 */
public final class SequenceExpand implements Operation {
  private final Input x;
  private final Input y;
  private final Output out;
  private final int level;
  private final boolean alwaysRepeatsRows;

  private SequenceExpand(OperatorReader reader, int level, boolean alwaysRepeatsRows) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
    this.level = level;
    this.alwaysRepeatsRows = alwaysRepeatsRows;
  }

  /** Read a {@code sequence_expand}. */
  public static Operation like(OperatorReader reader) {
    return new SequenceExpand(reader, reader.operator().intAttribute("ref_level", -1), false);
  }

  /** Read a {@code sequence_expand_as}. */
  public static Operation as(OperatorReader reader) {
    return new SequenceExpand(reader, 0, true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() > 1, "input " + input + " must have rank 2 or more");
    Sequences parts = parts(planning, input);
    long[] times = times(planning);
    planning.require(times.length == parts.count(),
        "input " + input + " has " + parts.count() + " sequences or rows, but "
            + y.variable() + " says of " + times.length + " how often they are repeated");
    Sequences repeated = repeat(planning, parts, times);
    long[] dimensions = input.shape().dimensions();
    dimensions[0] = repeated.rows();
    Operand output = planning.put(out, input.type(), Shape.of(dimensions), levelOfDetail(input, repeated, planning));
    RowCopies copies = new RowCopies();
    int at = 0;
    for (int i = 0; i < times.length; i++) {
      for (long time = 0; time < times[i]; time++) {
        copies.add(input, parts.start(i), repeated.start(at++), parts.length(i));
      }
    }
    long rowSize = RowCopies.rowSize(input);
    return workspace -> copies.run(output.segment(), rowSize);
  }

  private Sequences parts(Planning planning, Operand input) {
    if (!alwaysRepeatsRows && input.levelOfDetail().depth() > 0) {
      return Sequences.single(planning, input);
    }
    long[] ones = new long[Math.toIntExact(input.shape().dimension(0))];
    Arrays.fill(ones, 1);
    return Sequences.ofLengths(ones);
  }

  private long[] times(Planning planning) {
    Operand reference = planning.get(y);
    LevelOfDetail lod = reference.levelOfDetail();
    planning.require(lod.depth() > 0 && (lod.depth() == 1 || !alwaysRepeatsRows),
        "input " + reference + " has LoD " + lod
            + "; it must have one" + (alwaysRepeatsRows ? " of one level" : ""));
    planning.require(-1 <= level && level < lod.depth(),
        "ref_level is " + level + "; for LoD " + lod + " it must be from -1 to " + (lod.depth() - 1));
    return Sequences.lengths(level == -1 ? lod.finest() : lod.level(level));
  }

  private static Sequences repeat(Planning planning, Sequences parts, long[] times) {
    planning.require(Arrays.stream(times).sum() < Integer.MAX_VALUE,
        "the repeated sequences must be fewer than " + Integer.MAX_VALUE);
    long[] lengths = new long[(int) Arrays.stream(times).sum()];
    int at = 0;
    for (int i = 0; i < times.length; i++) {
      Arrays.fill(lengths, at, at + (int) times[i], parts.length(i));
      at += (int) times[i];
    }
    return Sequences.ofLengths(lengths);
  }

  private LevelOfDetail levelOfDetail(Operand input, Sequences repeated, Planning planning) {
    if (alwaysRepeatsRows) {
      return planning.get(y).levelOfDetail();
    }
    return input.levelOfDetail().depth() > 0
        ? repeated.toLevelOfDetail()
        : LevelOfDetail.NONE;
  }
}
