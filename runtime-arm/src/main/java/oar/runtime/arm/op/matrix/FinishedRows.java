package oar.runtime.arm.op.matrix;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Workspace;

/** Finishes the FLOAT32 sums of products with what their kernels do not know. */
final class FinishedRows implements Computation {
  /** Shares of fewer elements are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 13;

  private final Finish finish;
  private final long rows;
  private final long rowsPerProduct;
  private final int columns;
  private final Workspace.RangeTask task = this::finish;

  /**
   * Plan what is left to do.
   *
   * @param rowsPerProduct rows of a product, of which there may be several
   * @param columns of a product
   */
  FinishedRows(Finish finish, long rowsPerProduct, int columns) {
    this.finish = finish;
    this.rows = finish.output().elementCount() / Math.max(1, columns);
    this.rowsPerProduct = rowsPerProduct;
    this.columns = columns;
  }

  @Override
  public void run(Workspace workspace) {
    if (!finish.isNothing()) {
      workspace.parallel(rows, Math.max(1, SMALLEST_SHARE / Math.max(1, columns)), task);
    }
  }

  private void finish(long from, long to, Scratch scratch) {
    for (long row = from; row < to; row++) {
      finish.finish(row * columns, row % rowsPerProduct, columns, scratch);
    }
  }
}
