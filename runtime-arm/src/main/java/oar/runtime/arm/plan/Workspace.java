package oar.runtime.arm.plan;

import oar.runtime.arm.kernel.Scratch;

/** The threads of a predictor, and scratch arrays for each. */
public interface Workspace {
  /** Return the number of threads that {@link #parallel} uses. */
  int threads();

  /**
   * Do a task on every thread's share of a range, and wait for all.
   *
   * @param count the range is 0 to this, exclusively
   * @param grain no share is smaller than this, but the last
   * @param task what to do with a share
   */
  void parallel(long count, long grain, RangeTask task);

  /** Does the work of a share of a range. */
  @FunctionalInterface
  interface RangeTask {
    /**
     * Do a share.
     *
     * @param from first of the range
     * @param to behind the last of the range
     * @param scratch arrays of the thread
     */
    void run(long from, long to, Scratch scratch);
  }
}
