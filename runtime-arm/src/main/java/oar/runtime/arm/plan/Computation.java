package oar.runtime.arm.plan;

/** Computes the outputs of an operation from its inputs, all of known shapes and places. */
@FunctionalInterface
public interface Computation {
  /** Does nothing: the outputs are there already. */
  Computation NOTHING = workspace -> {};

  /**
   * Compute once.
   *
   * @param workspace threads and scratch memory
   */
  void run(Workspace workspace);
}
