package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.RowCall;

/**
 * The sums of the gates of a cell: the states of some slots times recurrent weights, their bias, and the gates' inputs at a
 * step.
 */
public final class StateProduct {
  private final Slots states;
  private final StateWeights weights;
  private final Slots sums;
  private final GateInputs inputs;
  /** The memory of the products of slots from one on, the same at each step. */
  private final PanelProduct.Operands[] operands;

  /**
   * Which elements of the inputs are added to the first sums.
   *
   * @param gates the inputs
   * @param first element of a row
   * @param count how many
   */
  public record GateInputs(Gates gates, long first, long count) {}

  /**
   * Describe a product.
   *
   * @param states a row for each slot
   * @param weights the recurrent ones
   * @param sums takes a row for each slot
   * @param inputs what is added
   */
  public StateProduct(Slots states, StateWeights weights, Slots sums, GateInputs inputs) {
    this.states = states;
    this.weights = weights;
    this.sums = sums;
    this.inputs = inputs;
    operands = new PanelProduct.Operands[inputs.gates.course().slots()];
  }

  /** Return the states. */
  Slots states() {
    return states;
  }

  /** Return the memory of the sums. */
  Slots sums() {
    return sums;
  }

  /** Compute the sums of a range of slots. */
  void run(int from, int to, int step, Scratch scratch) {
    copyInputs(from, to, step);
    switch (weights) {
      case StateWeights.Packed packed -> multiply(packed, from, to, scratch);
      case StateWeights.OfDoubles doubles -> multiply(doubles, from, to);
    }
  }

  private void copyInputs(int from, int to, int step) {
    Slots rows = inputs.gates.inputs();
    long size = rows.rowSize() / rows.width();
    long length = inputs.count * size;
    for (int slot = from; slot < to; slot++) {
      long row = inputs.gates.course().row(slot, step);
      long place = slot * sums.rowSize();
      MemorySegment.copy(rows.memory(), row * rows.rowSize() + inputs.first * size, sums.memory(), place, length);
      if (length < sums.rowSize()) {
        sums.memory().asSlice(place + length, sums.rowSize() - length).fill((byte) 0);
      }
    }
  }

  private void multiply(StateWeights.Packed packed, int from, int to, Scratch scratch) {
    if (packed.quantized().isPresent()) {
      packed.quantized().get().quantize(states, from, to, scratch);
    }
    if (operands[from] == null) {
      operands[from] = operands(packed, from);
    }
    PanelProduct product = packed.product(to - from);
    product.run(operands[from], 0, product.blocks(), 0, product.panels(),
        scratch.object(RowCall.class, RowCall::new));
  }

  private PanelProduct.Operands operands(StateWeights.Packed packed, int from) {
    long result = from * sums.rowSize();
    return packed.quantized()
        .map(quantized -> new PanelProduct.Operands(quantized.integers(), from * quantized.rowBytes(), sums.memory(),
            result, sums.memory(), packed.bias(), quantized.rowScales(from), PanelProduct.ROW_SCALE_BYTES))
        .orElseGet(() -> new PanelProduct.Operands(states.memory(), from * states.rowSize(), sums.memory(), result,
            sums.memory(), packed.bias(), states.memory(), 0));
  }

  private void multiply(StateWeights.OfDoubles doubles, int from, int to) {
    Slots elements = new Slots(doubles.matrix().memory(), 1, true);
    for (int slot = from; slot < to; slot++) {
      for (long column = 0; column < sums.width(); column++) {
        double sum = sums.get(slot, column) + doubles.bias().get(0, column);
        for (long k = 0; k < states.width(); k++) {
          long place = doubles.matrix().index() + k * doubles.matrix().rowStride()
              + column * doubles.matrix().columnStride();
          sum += states.get(slot, k) * elements.get(place, 0);
        }
        sums.set(slot, column, sum);
      }
    }
  }
}
