package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes products of matrices, one for each batch: {@code output = activation(alpha * left * right + bias)}.
 *
 * @param left where left matrices begin and how their elements lie
 * @param right where right matrices begin and how their elements lie
 * @param packedRight the right matrix, if there is one for all batches and it is packed
 * @param packedLeft memory for the packed left matrices
 * @param finish what follows the sums
 */
record Product(Batch left, Batch right, Optional<MemorySegment> packedRight, Operand packedLeft, Finish finish)
    implements
      Computation {
  static Computation plan(Planning planning, Batch left, Batch right, Optional<MemorySegment> packedRight,
      Finish finish) {
    if (finish.output().type() != DataType.FLOAT32) {
      return new ElementProduct(left, right, finish);
    }
    long size = Math.multiplyExact(left.count(), Gemm.packedLeftSize(left.rows(), left.columns()));
    return new Product(left, right, packedRight, planning.scratch(DataType.FLOAT32, Shape.of(size)), finish);
  }

  @Override
  public void run(Workspace workspace) {
    packLeft(workspace);
    long panels = Math.ceilDiv(right.columns(), (long) Gemm.columns());
    workspace.parallel(left.count() * panels, 1, (from, to, scratch) -> {
      for (long at = from; at < to;) {
        long batch = at / panels;
        long first = at % panels;
        long last = Math.min(panels, first + to - at);
        multiply(batch, first, last, scratch);
        at += last - first;
      }
    });
  }

  private void packLeft(Workspace workspace) {
    long panels = Math.ceilDiv(left.rows(), (long) Gemm.rows());
    long size = Gemm.packedLeftSize(left.rows(), left.columns());
    workspace.parallel(left.count() * panels, 1, (from, to, scratch) -> {
      for (long at = from; at < to; at++) {
        long panel = at % panels;
        Gemm.packLeft(left.matrix(at / panels), packedLeft.segment(), at / panels * size, panel, panel + 1);
      }
    });
  }

  private void multiply(long batch, long fromPanel, long toPanel, Scratch scratch) {
    int depth = Math.toIntExact(left.columns());
    long leftIndex = batch * Gemm.packedLeftSize(left.rows(), depth);
    long outputIndex = batch * left.rows() * right.columns();
    Gemm.RightPanels panels = packedRight.map(memory -> packedPanels(memory, depth))
        .orElseGet(() -> packingPanels(right.matrix(batch), scratch.memory(Gemm.panelSize())));
    Gemm.multiply(new Gemm.Product(left.rows(), right.columns(), depth, packedLeft.segment(), leftIndex, panels,
        finish.output().segment(), outputIndex), fromPanel, toPanel, scratch);
    long from = fromPanel * Gemm.columns();
    int length = (int) (Math.min(toPanel * Gemm.columns(), right.columns()) - from);
    for (long row = 0; row < left.rows(); row++) {
      finish.finish(outputIndex + row * right.columns() + from, row, from, length, scratch);
    }
  }

  private static Gemm.RightPanels packedPanels(MemorySegment memory, int depth) {
    return (panel, from, steps, place) -> place.set(memory, (panel * depth + from) * Gemm.columns(), Gemm.columns());
  }

  private static Gemm.RightPanels packingPanels(Matrix matrix, MemorySegment memory) {
    return (panel, from, steps, place) -> {
      Gemm.packRight(matrix, from, steps, panel, memory, 0);
      place.set(memory, 0, Gemm.columns());
    };
  }
}
