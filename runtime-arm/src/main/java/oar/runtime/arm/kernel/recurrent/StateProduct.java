package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Scratch;

/**
 * The product of the states of some slots with recurrent weights.
 *
 * @param states a row for each slot
 * @param weights of single precision: packed by {@link Gemm#packRight}; of double precision: where the matrix is
 * @param products takes a row for each slot
 */
public record StateProduct(Slots states, Matrix weights, Slots products) {
  /** Compute the products of a range of slots. */
  void run(int from, int to, Scratch scratch) {
    if (states.areDoubles()) {
      multiplyDoubles(from, to);
    } else {
      multiplyFloats(from, to, scratch);
    }
  }

  private void multiplyFloats(int from, int to, Scratch scratch) {
    long rows = to - from;
    int depth = Math.toIntExact(states.width());
    long columns = products.width();
    MemorySegment packed = scratch.memory(Gemm.packedLeftSize(rows, depth));
    Gemm.packLeft(Matrix.ofRows(rows, depth, states.memory(), from * states.width()), packed, 0);
    Gemm.RightPanels panels = (panel, step, steps, place) -> place.set(weights.memory(),
        (panel * depth + step) * Gemm.columns(), Gemm.columns());
    Gemm.multiply(new Gemm.Product(rows, columns, depth, packed, 0, panels, products.memory(), from * columns), 0,
        Math.ceilDiv(columns, (long) Gemm.columns()), scratch);
  }

  private void multiplyDoubles(int from, int to) {
    Slots elements = new Slots(weights.memory(), 1, true);
    for (int slot = from; slot < to; slot++) {
      for (long column = 0; column < products.width(); column++) {
        double sum = 0;
        for (long k = 0; k < states.width(); k++) {
          long place = weights.index() + k * weights.rowStride() + column * weights.columnStride();
          sum += states.get(slot, k) * elements.get(place, 0);
        }
        products.set(slot, column, sum);
      }
    }
  }
}
