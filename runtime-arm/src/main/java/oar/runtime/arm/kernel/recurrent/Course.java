package oar.runtime.arm.kernel.recurrent;

import java.util.Arrays;

/**
 * In which order a recurrent cell takes the rows of several sequences. All sequences advance together, longest first, so that
 * those that are not at their end yet are always the first ones: each has a slot, the longest slot 0.
 */
public final class Course {
  private final int[] sequences;
  private final int[] lengths;
  private final long[] firstRows;
  private final long rowStride;

  private Course(int[] sequences, int[] lengths, long[] firstRows, long rowStride) {
    this.sequences = sequences;
    this.lengths = lengths;
    this.firstRows = firstRows;
    this.rowStride = rowStride;
  }

  /**
   * Lay out a course.
   *
   * @param lengths how many steps each sequence has
   * @param firstRows the row of each sequence's first step; of no meaning for a sequence without steps
   * @param rowStride rows from a step of a sequence to the next, negative if it is gone through backwards
   */
  public static Course of(int[] lengths, long[] firstRows, long rowStride) {
    long[] keys = new long[lengths.length];
    Arrays.setAll(keys, i -> (long) -lengths[i] << Integer.SIZE | i);
    Arrays.sort(keys);
    int[] sequences = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    return new Course(sequences, Arrays.stream(sequences).map(i -> lengths[i]).toArray(),
        Arrays.stream(sequences).mapToLong(i -> firstRows[i]).toArray(), rowStride);
  }

  /** Return the number of sequences. */
  public int slots() {
    return sequences.length;
  }

  int sequence(int slot) {
    return sequences[slot];
  }

  int length(int slot) {
    return lengths[slot];
  }

  long row(int slot, int step) {
    return firstRows[slot] + step * rowStride;
  }
}
