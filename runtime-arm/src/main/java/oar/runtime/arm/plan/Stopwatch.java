package oar.runtime.arm.plan;

import java.util.ArrayList;
import java.util.List;
import oar.api.OperatorCost;
import oar.api.OperatorCost.Arithmetic;

/** Runs computations and notes how long each takes. */
public final class Stopwatch implements ComputationRunner {
  private final List<OperatorCost> costs = new ArrayList<>();

  @Override
  public void run(List<Computation> computations, Workspace workspace) {
    for (Computation computation : computations) {
      long start = System.nanoTime();
      computation.run(workspace);
      costs.add(cost(computation, System.nanoTime() - start));
    }
  }

  private static OperatorCost cost(Computation computation, long nanoseconds) {
    return switch (computation) {
      case PlannedStep planned -> new OperatorCost(planned.step().operator(),
          planned.step().outputs().stream().map(Output::variable).toList(), nanoseconds,
          planned.products().multiplyAdds(), planned.products().arithmetic());
      case LayoutConversion conversion ->
        new OperatorCost("layout", List.of(conversion.to().variable()), nanoseconds, 0, Arithmetic.FLOAT);
      default -> throw new IllegalStateException(computation + " belongs to no operator");
    };
  }

  /** Forget what was noted. */
  public void reset() {
    costs.clear();
  }

  /** Return what was noted since then, in the order of the computations. */
  public List<OperatorCost> costs() {
    return List.copyOf(costs);
  }
}
