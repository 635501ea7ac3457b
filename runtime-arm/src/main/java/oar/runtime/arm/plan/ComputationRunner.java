package oar.runtime.arm.plan;

import java.util.List;

/** Runs the computations of a segment. */
@FunctionalInterface
public interface ComputationRunner {
  /** Does just that. It takes them by their number, since an iterator would be an object for each run. */
  ComputationRunner PLAIN = (computations, workspace) -> {
    for (int i = 0; i < computations.size(); i++) {
      computations.get(i).run(workspace);
    }
  };

  /**
   * Run computations, one after the other.
   *
   * @param computations in order; those that an operator asked for are {@link PlannedStep}s
   * @param workspace threads and scratch memory
   */
  void run(List<Computation> computations, Workspace workspace);
}
