package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.recurrent.Gates.Block;

/** A cell without gates: {@code h' = function(input + h * weights)}. */
public final class SimpleCell implements RecurrentCell {
  private final Gates gates;
  private final CellActivation function;
  private final StateProduct product;
  private final Gates.Phase update = new Gates.Phase(this::update, this::update);

  /**
   * Describe a cell.
   *
   * @param gates the inputs of what is its only gate
   * @param function applied to the sum
   * @param product of the states
   */
  public SimpleCell(Gates gates, CellActivation function, StateProduct product) {
    this.gates = gates;
    this.function = function;
    this.product = product;
  }

  @Override
  public void advance(int from, int to, int step, Scratch scratch) {
    product.run(from, to, step, scratch);
    gates.forEach(update, from, to, step, scratch);
  }

  private void update(Block block, Scratch scratch) {
    float[] sum = gates.sum(0, product.sums(), block, scratch);
    function.apply(sum, block.length(), scratch);
    product.states().store(sum, block.slot(), block.unit(), block.length());
  }

  private void update(Block unit) {
    product.states().set(unit.slot(), unit.unit(), function.apply(gates.sum(0, product.sums(), unit)));
  }
}
