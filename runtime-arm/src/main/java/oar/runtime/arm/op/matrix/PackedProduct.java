package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/** Computes a product with a matrix that is packed already: {@code output = activation(left * matrix + bias + residual)}. */
final class PackedProduct implements Computation {
  /** Shares of less work than this many multiplications are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 16;
  /** With fewer blocks for each thread, threads share columns rather than rows. */
  private static final int BLOCKS_PER_THREAD = 6;

  private final LeftRows left;
  private final PanelProduct product;
  private final PaddedBias bias;
  private final Finish finish;
  private final FinishedRows rest;
  private final long work;
  private final Workspace.RangeTask panelTask;
  private final Workspace.RangeTask blockTask;
  private PanelProduct.Operands operands;

  /**
   * Plan a product.
   *
   * @param left its left operand
   * @param rows how many rows that has
   * @param columns its right operand
   * @param finish what follows the sums
   */
  PackedProduct(Planning planning, LeftRows left, int rows, PackedColumns columns, Finish finish) {
    this.left = left;
    this.finish = finish;
    Finish.Fused fused = finish.fused();
    product = new PanelProduct(columns, RowLines.of(rows, left.rowBytes()), RowDepth.of(columns.steps()),
        new PanelProduct.Finish((long) columns.columns() * Float.BYTES, fused.residual().isPresent(),
            fused.rectifier(), false));
    bias = PaddedBias.of(planning, fused.bias(), PackedColumns.padded(planning.machine(), columns.columns()));
    rest = new FinishedRows(finish.rest(), rows, columns.columns());
    work = Math.max(1, (long) rows * columns.steps() * columns.columns());
    int blocks = product.blocks();
    int panels = product.panels();
    panelTask = (from, to, scratch) -> product.run(operands, 0, blocks, (int) from, (int) to, call(scratch));
    blockTask = (from, to, scratch) -> product.run(operands, (int) from, (int) to, 0, panels, call(scratch));
  }

  private static RowCall call(Scratch scratch) {
    return scratch.object(RowCall.class, RowCall::new);
  }

  @Override
  public void run(Workspace workspace) {
    left.fill(workspace);
    operands = operands();
    int blocks = product.blocks();
    int panels = product.panels();
    if (blocks < BLOCKS_PER_THREAD * workspace.threads() && panels >= 2 * workspace.threads()) {
      workspace.parallel(panels, Math.max(1, SMALLEST_SHARE * panels / work), panelTask);
    } else {
      workspace.parallel(blocks, Math.max(1, SMALLEST_SHARE * blocks / work), blockTask);
    }
    rest.run(workspace);
  }

  /** Return the operands' memory: what it was at the last run, if none of it moved. */
  private PanelProduct.Operands operands() {
    MemorySegment output = finish.output().segment();
    MemorySegment residual = finish.residual().map(Operand::segment).orElse(output);
    MemorySegment biases = bias.fill();
    boolean isSame = operands != null && operands.rows() == left.memory() && operands.results() == output
        && operands.residual() == residual && operands.bias() == biases;
    return isSame
        ? operands
        : new PanelProduct.Operands(left.memory(), 0, output, 0, residual, biases, left.rowScales(),
            PanelProduct.ROW_SCALE_BYTES);
  }
}
