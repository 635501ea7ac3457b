package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.machine.Machine;

/** The matrix that the states of a cell are multiplied by, and what is added to the products. */
public sealed interface StateWeights {
  /** Return the units of a state. */
  long rows();

  /** Weights of single precision, or integers that states of single precision are multiplied by. */
  final class Packed implements StateWeights {
    private final PackedColumns columns;
    private final int units;
    private final MemorySegment bias;
    private final Optional<QuantizedStates> quantized;
    /** What multiplies so many rows at once, made when it is first needed. */
    private final PanelProduct[] products;

    /**
     * Describe weights.
     *
     * @param columns the matrix
     * @param units of a state
     * @param bias a number for each column, as many as {@link PackedColumns#padded}
     * @param mostRows states that are multiplied at once at most
     */
    public Packed(Machine machine, PackedColumns columns, int units, MemorySegment bias, int mostRows) {
      this.columns = columns;
      this.units = units;
      this.bias = bias;
      quantized = Optional.of(columns).filter(matrix -> matrix.arithmetic().isInteger())
          .map(matrix -> new QuantizedStates(machine, units, matrix, mostRows));
      products = new PanelProduct[mostRows + 1];
    }

    @Override
    public long rows() {
      return units;
    }

    MemorySegment bias() {
      return bias;
    }

    /** Return what makes integers of states, if that is what is multiplied. */
    Optional<QuantizedStates> quantized() {
      return quantized;
    }

    /** Return the product with so many rows, whose sums are added to what is where they go. */
    PanelProduct product(int rows) {
      if (products[rows] == null) {
        long rowBytes = quantized.map(QuantizedStates::rowBytes).orElse((long) units * Float.BYTES);
        products[rows] = new PanelProduct(columns, RowLines.of(rows, rowBytes), RowDepth.of(columns.steps()),
            new PanelProduct.Finish((long) columns.columns() * Float.BYTES, true, Rectifier.NONE, false));
      }
      return products[rows];
    }
  }

  /**
   * Weights of double precision.
   *
   * @param matrix where they are
   * @param bias a number for each column
   */
  record OfDoubles(Matrix matrix, Slots bias) implements StateWeights {
    @Override
    public long rows() {
      return matrix.rows();
    }
  }
}
