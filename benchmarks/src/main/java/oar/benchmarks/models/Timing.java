package oar.benchmarks.models;

import java.util.Arrays;

/**
 * How long a contender's predictions took.
 *
 * @param min of the fastest, in milliseconds
 * @param median of half of them at most, in milliseconds
 */
record Timing(double min, double median) {
  private static final double NANOSECONDS = 1e6;

  /** Summarize durations in nanoseconds, of which there must be one at least. */
  static Timing of(long[] durations) {
    long[] sorted = durations.clone();
    Arrays.sort(sorted);
    return new Timing(sorted[0] / NANOSECONDS, sorted[sorted.length / 2] / NANOSECONDS);
  }
}
