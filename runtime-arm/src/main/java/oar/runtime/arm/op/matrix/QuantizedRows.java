package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineExtremes;
import oar.runtime.arm.kernel.product.Arithmetic;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.QuantizerCall;
import oar.runtime.arm.kernel.product.RowQuantizer;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/** Rows of FLOAT32 that become integers, each with a zero point and a scale of its own. */
final class QuantizedRows implements LeftRows {
  /** Shares of fewer elements are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 13;

  private final Operand left;
  private final int depth;
  private final long rows;
  private final long grain;
  private final Operand integers;
  private final Operand rowScales;
  private final LineExtremes lineExtremes;
  private final RowQuantizer quantizer;
  private final Workspace.RangeTask task = this::quantize;

  /**
   * Plan the rows.
   *
   * @param left FLOAT32
   * @param depth elements of a row
   */
  QuantizedRows(Planning planning, Operand left, int depth) {
    this.left = left;
    this.depth = depth;
    rows = left.elementCount() / depth;
    grain = Math.max(1, SMALLEST_SHARE / depth);
    Arithmetic arithmetic = PackedColumns.integers(planning.machine());
    int padded = paddedDepth(arithmetic, depth);
    integers = planning.scratch(DataType.UINT8, Shape.of(rows, (long) padded * arithmetic.elementBytes()));
    rowScales = planning.scratch(DataType.UINT8, Shape.of(rows, PanelProduct.ROW_SCALE_BYTES));
    lineExtremes = LineExtremes.of(depth, planning.machine());
    quantizer = RowQuantizer.of(arithmetic, depth, padded, planning.machine());
  }

  /** Return the elements of whole steps that hold so many. */
  static int paddedDepth(Arithmetic arithmetic, int depth) {
    return Math.ceilDiv(depth, arithmetic.elementsPerStep()) * arithmetic.elementsPerStep();
  }

  @Override
  public long rowBytes() {
    return integers.shape().dimension(1);
  }

  @Override
  public void fill(Workspace workspace) {
    workspace.parallel(rows, grain, task);
  }

  private void quantize(long from, long to, Scratch scratch) {
    QuantizerCall call = scratch.object(QuantizerCall.class, QuantizerCall::new);
    Extremes extremes = scratch.object(Extremes.class, Extremes::new);
    ActivationQuantization quantization = scratch.object(ActivationQuantization.class, ActivationQuantization::new);
    LineCall line = scratch.object(LineCall.class, LineCall::new);
    MemorySegment scales = rowScales.segment();
    call.set(QuantizerCall.Field.ROWS, 1);
    for (long row = from; row < to; row++) {
      line.set(LineCall.Field.FROM, left.segment(), row * depth * Float.BYTES);
      lineExtremes.run(line, extremes, scratch);
      quantization.span(extremes.least(), extremes.greatest());
      call.set(quantization);
      call.set(QuantizerCall.Field.FROM, left.segment(), row * depth * Float.BYTES);
      call.set(QuantizerCall.Field.TO, integers.segment(), row * rowBytes());
      quantizer.run(call);
      long place = row * PanelProduct.ROW_SCALE_BYTES;
      scales.set(ValueLayout.JAVA_INT_UNALIGNED, place, quantization.zeroPoint());
      scales.set(ValueLayout.JAVA_FLOAT_UNALIGNED, place + Integer.BYTES, quantization.scale());
    }
  }

  @Override
  public MemorySegment memory() {
    return integers.segment();
  }

  @Override
  public MemorySegment rowScales() {
    return rowScales.segment();
  }
}
