package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.ColumnStrip;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.machine.Machine;

/**
 * The product of the rows of a filter with columns that are made a strip at a time, so that their matrix is never whole in
 * memory. Immutable.
 */
final class FilterProduct {
  private static final int VECTORS = 2;

  private final FilterSize size;
  private final long columns;
  private final Strip whole;
  private final Strip last;
  private final MemorySegment bias;

  /** Columns that are multiplied at once. */
  private record Strip(PackedColumns form, PanelProduct product, int stride) {}

  /**
   * Plan a product.
   *
   * @param size of the filter
   * @param columns of the other operand
   */
  FilterProduct(Machine machine, FilterSize size, long columns) {
    this.size = size;
    this.columns = columns;
    int width = (int) Math.min(columns, (long) VECTORS * PackedColumns.padded(machine, 1));
    whole = strip(machine, width);
    last = columns % width == 0 ? whole : strip(machine, (int) (columns % width));
    bias = Tensor.allocate(DataType.FLOAT32, Shape.of(whole.stride));
  }

  private Strip strip(Machine machine, int count) {
    PackedColumns form = PackedColumns.planned(machine, size.depth(), count);
    PanelProduct.Finish finish = new PanelProduct.Finish(columns * Float.BYTES, false, Rectifier.NONE, false);
    return new Strip(form, new PanelProduct(form, RowLines.of(size.rows(), (long) size.depth() * Float.BYTES),
        RowDepth.of(size.depth()), finish), PackedColumns.padded(machine, count));
  }

  /** Return the number of strips. */
  long strips() {
    return Math.ceilDiv(columns, (long) whole.form.columns());
  }

  /** Return the first column of a strip, or their number behind the last one. */
  long first(long strip) {
    return Math.min(columns, strip * whole.form.columns());
  }

  /**
   * The memory of a product, all of it native.
   *
   * @param filter the rows, one behind the other, from element {@code filterIndex}
   * @param results takes a row for each of the filter, from element {@code index}
   */
  record Operands(MemorySegment filter, long filterIndex, MemorySegment results, long index) {}

  /** Compute the columns of some strips. */
  void run(Operands operands, FilterColumns.Packer packer, long fromStrip, long toStrip, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    for (long number = fromStrip; number < toStrip; number++) {
      long first = first(number);
      Strip strip = columns - first < whole.form.columns() ? last : whole;
      MemorySegment memory = scratch.memory(strip.form.size() / Float.BYTES);
      packer.pack(new ColumnStrip(first, strip.form.columns(), strip.stride, memory));
      strip.product.runPanels(strip.form.in(memory),
          new PanelProduct.Operands(operands.filter, operands.filterIndex * Float.BYTES, operands.results,
              (operands.index + first) * Float.BYTES, operands.results, bias, operands.results, 0),
          0, strip.product.panels(), call);
    }
  }
}
