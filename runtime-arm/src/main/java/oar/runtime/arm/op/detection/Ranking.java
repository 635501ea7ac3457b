package oar.runtime.arm.op.detection;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Sorts things by score, the greatest first; those of equal scores stay in their order. */
final class Ranking {
  private Ranking() {}

  /** Return the positions, from 0 to a count, whose scores exceed a threshold. */
  static int[] above(int count, IntToDoubleFunction score, double threshold) {
    return Arrays.stream(ascending(count)).filter(i -> score.applyAsDouble(i) > threshold).toArray();
  }

  /**
   * Sort positions.
   *
   * @param limit how many of them to return; -1 for all
   */
  static int[] descending(int[] positions, IntToDoubleFunction score, int limit) {
    int[] sorted = positions.clone();
    double[] keys = Arrays.stream(positions).mapToDouble(score::applyAsDouble).toArray();
    int[] order = merge(keys);
    for (int i = 0; i < order.length; i++) {
      sorted[i] = positions[order[i]];
    }
    return limit < 0 || limit >= sorted.length ? sorted : Arrays.copyOf(sorted, limit);
  }

  /** Merge longer and longer runs. The library's stable sort takes objects only, and refuses numbers that do not compare. */
  private static int[] merge(double[] keys) {
    int[] from = ascending(keys.length);
    int[] to = new int[keys.length];
    for (long run = 1; run < keys.length; run *= 2) {
      for (long start = 0; start < keys.length; start += 2 * run) {
        int middle = (int) Math.min(start + run, keys.length);
        int end = (int) Math.min(start + 2 * run, keys.length);
        int left = (int) start;
        int right = middle;
        for (int at = left; at < end; at++) {
          boolean takesRight = left == middle || right < end && keys[from[right]] > keys[from[left]];
          to[at] = from[takesRight ? right++ : left++];
        }
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  /** Return the positions from 0 to a count. */
  static int[] ascending(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** Return the positions from 0 to a count in the opposite order, so that sorting leaves the later ones of equal scores first. */
  static int[] reversed(int count) {
    return IntStream.range(0, count).map(i -> count - 1 - i).toArray();
  }
}
