package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.recurrent.Gates.Block;

/**
 * A gated cell that resets before its recurrent weights, with gates u, r and c in this order: {@code u} and {@code r} are
 * {@code gate} of the gate's input plus h times the gate weights, {@code c} is {@code candidate} of its input plus
 * {@code r * h} times the candidate weights, and {@code h' = (1 - u) * h + u * c}, or {@code u * h + (1 - u) * c} in the form
 * of the original article. What the gates come to stays in the memory of the sums.
 */
public final class ResetGruCell implements RecurrentCell {
  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int CANDIDATE = 2;
  private static final int STATE = 3;

  private final Gates gates;
  private final Form form;
  private final StateProduct gateProduct;
  private final StateProduct candidateProduct;
  private final Gates.Phase reset = new Gates.Phase(this::reset, this::reset);
  private final Gates.Phase update = new Gates.Phase(this::update, this::update);

  /** What is applied to the gates and to the candidate, and whether u says how much of h is kept, as in the article. */
  public record Form(CellActivation gate, CellActivation candidate, boolean isOriginal) {}

  /**
   * Describe a cell.
   *
   * @param gates the inputs of three gates
   * @param form functions and update rule
   * @param gateProduct of the states with the weights of u and r
   * @param candidateProduct of the reset states with the weights of c
   */
  public ResetGruCell(Gates gates, Form form, StateProduct gateProduct, StateProduct candidateProduct) {
    this.gates = gates;
    this.form = form;
    this.gateProduct = gateProduct;
    this.candidateProduct = candidateProduct;
  }

  @Override
  public void advance(int from, int to, int step, Scratch scratch) {
    gateProduct.run(from, to, step, scratch);
    gates.forEach(reset, from, to, step, scratch);
    candidateProduct.run(from, to, step, scratch);
    gates.forEach(update, from, to, step, scratch);
  }

  private void reset(Block block, Scratch scratch) {
    int length = block.length();
    float[] u = gate(UPDATE, block, scratch);
    float[] r = gate(RESET, block, scratch);
    float[] h = Gates.load(STATE, gateProduct.states(), block, scratch);
    for (int k = 0; k < length; k++) {
      h[k] *= r[k];
    }
    candidateProduct.states().store(h, block.slot(), block.unit(), length);
  }

  private float[] gate(int gate, Block block, Scratch scratch) {
    float[] sum = gates.sum(gate, gateProduct.sums(), block, scratch);
    form.gate.apply(sum, block.length(), scratch);
    gateProduct.sums().store(sum, block.slot(), gates.column(gate, block), block.length());
    return sum;
  }

  private void update(Block block, Scratch scratch) {
    int length = block.length();
    float[] c = Gates.load(CANDIDATE, candidateProduct.sums(), block, scratch);
    form.candidate.apply(c, length, scratch);
    candidateProduct.sums().store(c, block.slot(), block.unit(), length);
    float[] u = Gates.load(UPDATE, gateProduct.sums(), block, scratch);
    float[] h = Gates.load(STATE, gateProduct.states(), block, scratch);
    float[] kept = form.isOriginal ? h : c;
    float[] other = form.isOriginal ? c : h;
    for (int k = 0; k < length; k++) {
      h[k] = u[k] * kept[k] + (1 - u[k]) * other[k];
    }
    gateProduct.states().store(h, block.slot(), block.unit(), length);
  }

  private void reset(Block unit) {
    gate(UPDATE, unit);
    double h = gateProduct.states().get(unit.slot(), unit.unit());
    candidateProduct.states().set(unit.slot(), unit.unit(), gate(RESET, unit) * h);
  }

  private double gate(int gate, Block unit) {
    double value = form.gate.apply(gates.sum(gate, gateProduct.sums(), unit));
    gateProduct.sums().set(unit.slot(), gates.column(gate, unit), value);
    return value;
  }

  private void update(Block unit) {
    double c = form.candidate.apply(candidateProduct.sums().get(unit.slot(), unit.unit()));
    double u = gateProduct.sums().get(unit.slot(), unit.unit());
    double h = gateProduct.states().get(unit.slot(), unit.unit());
    candidateProduct.sums().set(unit.slot(), unit.unit(), c);
    gateProduct.states().set(unit.slot(), unit.unit(), form.isOriginal ? u * h + (1 - u) * c : u * c + (1 - u) * h);
  }
}
