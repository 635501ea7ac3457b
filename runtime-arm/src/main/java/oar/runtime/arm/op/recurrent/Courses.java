package oar.runtime.arm.op.recurrent;

import java.util.Arrays;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Planning;

/** The courses of recurrent operators over their rows. */
final class Courses {
  private Courses() {}

  /** Lay out a course over sequences that lie one behind the other. */
  static Course of(Planning planning, Sequences sequences, boolean backwards) {
    planning.require(sequences.longest() <= Integer.MAX_VALUE,
        "a sequence has " + sequences.longest() + " steps; most are " + Integer.MAX_VALUE);
    int[] lengths = new int[sequences.count()];
    Arrays.setAll(lengths, i -> (int) sequences.length(i));
    long[] first = new long[lengths.length];
    Arrays.setAll(first, i -> backwards ? sequences.end(i) - 1 : sequences.start(i));
    return Course.of(lengths, first, backwards ? -1 : 1);
  }

  /** Lay out a course over sequences of which each step's rows lie behind those of the step before. */
  static Course ofSteps(int[] lengths, boolean backwards) {
    long[] first = new long[lengths.length];
    Arrays.setAll(first, i -> backwards ? (lengths[i] - 1L) * lengths.length + i : i);
    return Course.of(lengths, first, backwards ? -lengths.length : lengths.length);
  }
}
