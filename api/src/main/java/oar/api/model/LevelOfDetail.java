package oar.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of a tensor group into sequences (Paddle's LoD). Each level is a list of offsets that starts at 0 and never
 * falls; sequence {@code i} of a level spans entries {@code offset[i]} to {@code offset[i + 1]} of the next finer level, and
 * the finest level indexes the tensor's first dimension.
 */
public final class LevelOfDetail {
  /** No sequences: an ordinary tensor. */
  public static final LevelOfDetail NONE = new LevelOfDetail(List.of());

  private final List<long[]> levels;

  private LevelOfDetail(List<long[]> levels) {
    this.levels = levels;
  }

  /**
   * Create a level of detail.
   *
   * @param levels the offsets of each level, coarsest first
   * @throws IllegalArgumentException if a level does not start at 0, falls, or does not cover the next
   */
  public static LevelOfDetail of(long[]... levels) {
    if (levels.length == 0) {
      return NONE;
    }
    List<long[]> copies = new ArrayList<>(levels.length);
    for (int level = 0; level < levels.length; level++) {
      long[] offsets = levels[level].clone();
      requireOffsets(level, offsets);
      if (level > 0 && last(copies.get(level - 1)) != offsets.length - 1) {
        throw new IllegalArgumentException("LoD level " + (level - 1) + " ends at " + last(copies.get(level - 1))
            + ", but level " + level + " has " + (offsets.length - 1) + " sequences");
      }
      copies.add(offsets);
    }
    return new LevelOfDetail(copies);
  }

  private static void requireOffsets(int level, long[] offsets) {
    if (offsets.length == 0 || offsets[0] != 0) {
      throw new IllegalArgumentException(
          "LoD level " + level + " is " + Arrays.toString(offsets) + "; its offsets must start at 0");
    }
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i] < offsets[i - 1]) {
        throw new IllegalArgumentException("LoD level " + level + " falls from " + offsets[i - 1] + " to " + offsets[i]
            + " at position " + i + "; offsets must not fall");
      }
    }
  }

  private static long last(long[] offsets) {
    return offsets[offsets.length - 1];
  }

  /** Return the number of levels; 0 for an ordinary tensor. */
  public int depth() {
    return levels.size();
  }

  /**
   * Return the offsets of one level, in an array of the caller's own.
   *
   * @param level 0 for the coarsest
   */
  public long[] level(int level) {
    return levels.get(level).clone();
  }

  /** Return the offsets of the finest level, which index the tensor's rows. */
  public long[] finest() {
    return level(levels.size() - 1);
  }

  /**
   * Return the number of rows that the finest level covers.
   *
   * @throws IllegalStateException if there is no level
   */
  public long rows() {
    if (levels.isEmpty()) {
      throw new IllegalStateException("there is no LoD");
    }
    return last(levels.getLast());
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof LevelOfDetail that && hasLevels(that.levels);
  }

  private boolean hasLevels(List<long[]> others) {
    if (levels.size() != others.size()) {
      return false;
    }
    for (int level = 0; level < levels.size(); level++) {
      if (!Arrays.equals(levels.get(level), others.get(level))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(levels.toArray());
  }

  /** Return the offsets as {@code [[0, 2, 5]]}. */
  @Override
  public String toString() {
    return levels.stream().map(Arrays::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
