package oar.runtime.arm.plan;

import oar.api.OperatorCost.Arithmetic;

/**
 * What is done at every run for a step of a block.
 *
 * @param step what was planned
 * @param computation how it is computed
 * @param products what the operation says of the products that it adds up
 */
public record PlannedStep(Step step, Computation computation, Products products) implements Computation {
  @Override
  public void run(Workspace workspace) {
    computation.run(workspace);
  }

  /**
   * The products that an operation adds up.
   *
   * @param multiplyAdds their number
   * @param arithmetic what they are computed in
   */
  public record Products(long multiplyAdds, Arithmetic arithmetic) {
    static final Products NONE = new Products(0, Arithmetic.FLOAT);
  }
}
