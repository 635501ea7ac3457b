package oar.runtime.arm.op.sequence;

import java.util.Arrays;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** The sequences that one level of a LoD makes of the rows of a tensor. */
public final class Sequences {
  private final long[] offsets;

  private Sequences(long[] offsets) {
    this.offsets = offsets;
  }

  /**
   * Return the sequences of the finest level.
   *
   * @throws oar.api.error.InvalidProgramException if there is no LoD or it does not cover the rows
   */
  public static Sequences finest(Planning planning, Operand operand) {
    LevelOfDetail lod = operand.levelOfDetail();
    planning.require(lod.depth() > 0, "input " + operand + " has no LoD; its rows must form sequences");
    planning.require(operand.shape().rank() > 0 && operand.shape().dimension(0) == lod.rows(),
        "input " + operand + " has LoD " + lod + ", which does not cover its rows");
    return new Sequences(lod.finest());
  }

  /**
   * Return the sequences of a level, as ranges of rows.
   *
   * @throws oar.api.error.InvalidProgramException if there is no such level or it does not cover the rows
   */
  public static Sequences atLevel(Planning planning, Operand operand, int level) {
    LevelOfDetail lod = operand.levelOfDetail();
    planning.require(0 <= level && level < lod.depth(),
        "input " + operand + " has LoD " + lod + ", which has no level " + level);
    long[] offsets = finest(planning, operand).offsets;
    for (int finer = lod.depth() - 2; finer >= level; finer--) {
      long[] rows = offsets;
      offsets = Arrays.stream(lod.level(finer)).map(entry -> rows[(int) entry]).toArray();
    }
    return new Sequences(offsets);
  }

  /**
   * Return the sequences of a LoD of one level.
   *
   * @throws oar.api.error.InvalidProgramException if there is another number of levels or it does not cover the rows
   */
  public static Sequences single(Planning planning, Operand operand) {
    planning.require(operand.levelOfDetail().depth() <= 1,
        "input " + operand + " has LoD " + operand.levelOfDetail() + "; it must have one level");
    return finest(planning, operand);
  }

  /**
   * Return a LoD of given offsets.
   *
   * @param levels the offsets of each level, coarsest first
   * @throws oar.api.error.InvalidProgramException if they are none
   */
  public static LevelOfDetail levels(Planning planning, List<long[]> levels) {
    try {
      return LevelOfDetail.of(levels.toArray(long[][]::new));
    } catch (IllegalArgumentException e) {
      throw planning.refuse(e.getMessage());
    }
  }

  /** Make sequences of lengths. */
  public static Sequences ofLengths(long[] lengths) {
    long[] offsets = new long[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      offsets[i + 1] = offsets[i] + lengths[i];
    }
    return new Sequences(offsets);
  }

  /** Return the number of sequences. */
  public int count() {
    return offsets.length - 1;
  }

  /** Return the first row of a sequence. */
  public long start(int sequence) {
    return offsets[sequence];
  }

  /** Return the row behind the last one of a sequence. */
  public long end(int sequence) {
    return offsets[sequence + 1];
  }

  /** Return the number of rows of a sequence. */
  public long length(int sequence) {
    return end(sequence) - start(sequence);
  }

  /** Return the number of rows of each sequence. */
  long[] lengths() {
    return lengths(offsets);
  }

  /** Return how many entries of the next finer level lie between offsets. */
  static long[] lengths(long[] offsets) {
    long[] lengths = new long[offsets.length - 1];
    Arrays.setAll(lengths, i -> offsets[i + 1] - offsets[i]);
    return lengths;
  }

  /** Return the number of rows of the longest sequence, 0 if there is none. */
  public long longest() {
    return Arrays.stream(lengths()).max().orElse(0);
  }

  /** Return the number of rows of all sequences. */
  public long rows() {
    return offsets[count()];
  }

  /** Return where each sequence begins, and where the last one ends. */
  public long[] offsets() {
    return offsets.clone();
  }

  /** Return the sequences as a LoD of one level. */
  public LevelOfDetail toLevelOfDetail() {
    return LevelOfDetail.of(offsets);
  }
}
