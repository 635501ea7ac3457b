package oar.cli.bench;

import java.util.Arrays;

/**
 * How long predictions take, in milliseconds.
 *
 * @param first the first one, which plans and finds nothing compiled
 * @param min the fastest of those that were measured, after a warm-up
 * @param median at most half of them take longer
 * @param percentile99 at most one in a hundred takes longer
 * @param runs how many were measured
 */
record Latency(double first, double min, double median, double percentile99, int runs) {
  private static final double SECOND = 1e9;
  private static final double MILLISECOND = 1e6;

  /**
   * Predict over and over.
   *
   * @param prediction predicts once
   * @param seconds how long to warm up, and how long to measure then
   */
  static Latency measure(Runnable prediction, double seconds) {
    long start = System.nanoTime();
    prediction.run();
    long first = System.nanoTime() - start;
    time(prediction, (long) (seconds * SECOND));
    long[] durations = time(prediction, (long) (seconds * SECOND));
    Arrays.sort(durations);
    return new Latency(first / MILLISECOND, durations[0] / MILLISECOND, percentile(durations, 50),
        percentile(durations, 99), durations.length);
  }

  private static long[] time(Runnable prediction, long nanoseconds) {
    long[] durations = new long[1 << 10];
    int count = 0;
    long start = System.nanoTime();
    long before = start;
    do {
      prediction.run();
      long now = System.nanoTime();
      if (count == durations.length) {
        durations = Arrays.copyOf(durations, 2 * count);
      }
      durations[count++] = now - before;
      before = now;
    } while (before - start < nanoseconds);
    return Arrays.copyOf(durations, count);
  }

  /** Return the nearest rank: the smallest duration that so many of a hundred do not exceed. */
  private static double percentile(long[] sorted, int percent) {
    int rank = Math.ceilDivExact(Math.multiplyExact(sorted.length, percent), 100);
    return sorted[rank - 1] / MILLISECOND;
  }
}
