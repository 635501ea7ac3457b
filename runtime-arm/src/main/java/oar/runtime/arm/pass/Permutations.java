package oar.runtime.arm.pass;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The attribute {@code axis} of transpositions: dimension i of the result is dimension {@code axis[i]} of the input. */
final class Permutations {
  private Permutations() {}

  /** Tell whether a list holds every number from 0 to its length, exclusively. */
  static boolean isOne(long[] axes) {
    boolean[] seen = new boolean[axes.length];
    for (long axis : axes) {
      if (axis < 0 || axis >= axes.length || seen[(int) axis]) {
        return false;
      }
      seen[(int) axis] = true;
    }
    return true;
  }

  /** Return what one permutation and another one after it make together. */
  static List<Integer> composed(long[] first, long[] second) {
    return Arrays.stream(second).mapToObj(axis -> (int) first[(int) axis]).toList();
  }

  /** Tell whether one permutation undoes another. */
  static boolean areInverse(long[] first, long[] second) {
    List<Integer> axes = composed(first, second);
    return IntStream.range(0, axes.size()).allMatch(i -> axes.get(i) == i);
  }
}
