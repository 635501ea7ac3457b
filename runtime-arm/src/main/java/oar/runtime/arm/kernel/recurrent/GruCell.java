package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.recurrent.Gates.Block;

/**
 * A gated cell that resets behind its recurrent weights, with gates r, z and n in this order:
 * {@code h' = (1 - z) * n + z * h}, where {@code r} and {@code z} are the sigmoid of the gate's input plus h times the recurrent
 * weights plus a bias, and {@code n = tanh(input + r * (h * weights + bias))}.
 */
public final class GruCell implements RecurrentCell {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;
  private static final int STATE = 3;
  private static final int PRODUCT = 4;
  private static final int BIAS = 5;

  private final Gates gates;
  private final StateProduct product;
  private final Slots inputBias;
  private final Gates.Phase update = new Gates.Phase(this::update, this::update);

  /**
   * Describe a cell.
   *
   * @param gates the inputs of three gates
   * @param product of the states, with all other biases; takes the inputs of r and z
   * @param inputBias the bias of n's input, in one row
   */
  public GruCell(Gates gates, StateProduct product, Slots inputBias) {
    this.gates = gates;
    this.product = product;
    this.inputBias = inputBias;
  }

  @Override
  public void advance(int from, int to, int step, Scratch scratch) {
    product.run(from, to, step, scratch);
    gates.forEach(update, from, to, step, scratch);
  }

  private void update(Block block, Scratch scratch) {
    int length = block.length();
    float[] r = gates.sum(RESET, product.sums(), block, scratch);
    CellActivation.SIGMOID.apply(r, length, scratch);
    float[] z = gates.sum(UPDATE, product.sums(), block, scratch);
    CellActivation.SIGMOID.apply(z, length, scratch);
    float[] n = gates.input(CANDIDATE, block, scratch);
    float[] part = Gates.array(PRODUCT, block, scratch);
    product.sums().load(block.slot(), gates.column(CANDIDATE, block), part, length);
    float[] bias = Gates.array(BIAS, block, scratch);
    inputBias.load(0, block.unit(), bias, length);
    for (int k = 0; k < length; k++) {
      n[k] += bias[k] + r[k] * part[k];
    }
    CellActivation.TANH.apply(n, length, scratch);
    float[] h = Gates.load(STATE, product.states(), block, scratch);
    for (int k = 0; k < length; k++) {
      h[k] = (1 - z[k]) * n[k] + z[k] * h[k];
    }
    product.states().store(h, block.slot(), block.unit(), length);
  }

  private void update(Block unit) {
    double r = CellActivation.SIGMOID.apply(gates.sum(RESET, product.sums(), unit));
    double z = CellActivation.SIGMOID.apply(gates.sum(UPDATE, product.sums(), unit));
    double part = product.sums().get(unit.slot(), gates.column(CANDIDATE, unit));
    double n = CellActivation.TANH.apply(gates.input(CANDIDATE, unit) + inputBias.get(0, unit.unit()) + r * part);
    double h = product.states().get(unit.slot(), unit.unit());
    product.states().set(unit.slot(), unit.unit(), (1 - z) * n + z * h);
  }
}
