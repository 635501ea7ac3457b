package oar.runtime.arm.kernel.recurrent;

import java.util.Optional;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.recurrent.Gates.Block;
import oar.runtime.arm.machine.Machine;

/**
 * A cell with a memory: {@code c' = f * c + i * g}, {@code h' = o * cell(c')}, where {@code i}, {@code f} and {@code o} are
 * {@code gate} and {@code g} is {@code candidate} of the gate's input plus h times the recurrent weights. Peepholes add
 * {@code p_i * c} to what i is made of, {@code p_f * c} to that of f and {@code p_o * c'} to that of o.
 */
public final class LstmCell implements RecurrentCell {
  private static final int MEMORY = 4;
  private static final int WEIGHTS = 5;

  private final Gates gates;
  private final Form form;
  private final StateProduct product;
  private final Slots cells;
  private final Optional<Slots> peepholes;
  private final Optional<MachineLstm> machineCode;
  private final Gates.Phase update = new Gates.Phase(this::update, this::update);

  /** Which gate comes at which place, from 0, and what is applied to them. */
  public record Form(int candidate, int input, int forget, int output, Functions functions) {}

  /** What is applied to the gates, to the memory on its way out, and to the candidate. */
  public record Functions(CellActivation gate, CellActivation cell, CellActivation candidate) {
    private boolean areUsual() {
      return gate == CellActivation.SIGMOID && cell == CellActivation.TANH && candidate == CellActivation.TANH;
    }
  }

  /**
   * Describe a cell.
   *
   * @param gates the inputs of four gates
   * @param form their order and functions
   * @param product of the hidden states
   * @param cells the memories, a row for each slot
   * @param peepholes the weights p_i, p_f and p_o, one behind the other in a row
   * @param machine what machine code may be written for
   */
  public LstmCell(Gates gates, Form form, StateProduct product, Slots cells, Optional<Slots> peepholes,
      Machine machine) {
    this.gates = gates;
    this.form = form;
    this.product = product;
    this.cells = cells;
    this.peepholes = peepholes;
    machineCode = machine.vectors()
        .filter(width -> peepholes.isEmpty() && form.functions.areUsual() && !cells.areDoubles())
        .map(width -> new MachineLstm(gates.hidden(), form, width));
  }

  @Override
  public void advance(int from, int to, int step, Scratch scratch) {
    product.run(from, to, step, scratch);
    if (machineCode.isPresent()) {
      MachineLstm.Call call = scratch.object(MachineLstm.Call.class, MachineLstm.Call::new);
      call.set(MachineLstm.Call.Field.SUMS, product.sums().memory(), from * product.sums().rowSize());
      call.set(MachineLstm.Call.Field.MEMORIES, cells.memory(), from * cells.rowSize());
      call.set(MachineLstm.Call.Field.STATES, product.states().memory(), from * cells.rowSize());
      call.set(MachineLstm.Call.Field.SLOTS, to - from);
      machineCode.get().run(call);
    } else {
      gates.forEach(update, from, to, step, scratch);
    }
  }

  private void update(Block block, Scratch scratch) {
    int length = block.length();
    float[] c = Gates.load(MEMORY, cells, block, scratch);
    float[] i = gate(form.input, 0, c, block, scratch);
    float[] f = gate(form.forget, 1, c, block, scratch);
    float[] g = gates.sum(form.candidate, product.sums(), block, scratch);
    form.functions.candidate.apply(g, length, scratch);
    for (int k = 0; k < length; k++) {
      c[k] = f[k] * c[k] + i[k] * g[k];
    }
    cells.store(c, block.slot(), block.unit(), length);
    float[] o = gate(form.output, 2, c, block, scratch);
    form.functions.cell.apply(c, length, scratch);
    for (int k = 0; k < length; k++) {
      o[k] *= c[k];
    }
    product.states().store(o, block.slot(), block.unit(), length);
  }

  private float[] gate(int gate, int peephole, float[] c, Block block, Scratch scratch) {
    float[] sum = gates.sum(gate, product.sums(), block, scratch);
    if (peepholes.isPresent()) {
      float[] weights = Gates.array(WEIGHTS, block, scratch);
      peepholes.get().load(0, gates.column(peephole, block), weights, block.length());
      for (int k = 0; k < block.length(); k++) {
        sum[k] += weights[k] * c[k];
      }
    }
    form.functions.gate.apply(sum, block.length(), scratch);
    return sum;
  }

  private void update(Block unit) {
    double before = cells.get(unit.slot(), unit.unit());
    double g = form.functions.candidate.apply(gates.sum(form.candidate, product.sums(), unit));
    double c = gate(form.forget, 1, before, unit) * before + gate(form.input, 0, before, unit) * g;
    double h = gate(form.output, 2, c, unit) * form.functions.cell.apply(c);
    cells.set(unit.slot(), unit.unit(), c);
    product.states().set(unit.slot(), unit.unit(), h);
  }

  private double gate(int gate, int peephole, double c, Block unit) {
    double weight = peepholes.isPresent() ? peepholes.get().get(0, gates.column(peephole, unit)) : 0;
    return form.functions.gate.apply(gates.sum(gate, product.sums(), unit) + weight * c);
  }
}
