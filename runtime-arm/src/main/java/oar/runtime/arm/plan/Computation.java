package oar.runtime.arm.plan;

/** Computes the outputs of an operation from its inputs, all of known shapes and places. */
@FunctionalInterface
public interface Computation {
  /** Does nothing: the outputs are there already. */
  Computation NOTHING = workspace -> {};

  /**
   * Return a computation that gives each thread its share of a task. The task is made when the plan is, not at every run.
   *
   * @param count the range is 0 to this, exclusively
   * @param grain no share is smaller than this, but the last
   * @param task what to do with a share
   */
  static Computation parallel(long count, long grain, Workspace.RangeTask task) {
    return workspace -> workspace.parallel(count, grain, task);
  }

  /**
   * Compute once.
   *
   * @param workspace threads and scratch memory
   */
  void run(Workspace workspace);
}
