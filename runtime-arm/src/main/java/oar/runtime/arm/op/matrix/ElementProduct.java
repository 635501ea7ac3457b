package oar.runtime.arm.op.matrix;

import java.util.List;
import oar.runtime.arm.op.Contraction;
import oar.runtime.arm.op.Contraction.Loop;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes products of matrices of elements other than FLOAT32, one for each batch.
 *
 * @param left where left matrices begin and how their elements lie
 * @param right where right matrices begin and how their elements lie
 * @param finish what follows the sums
 */
record ElementProduct(Batch left, Batch right, Finish finish) implements Computation {
  @Override
  public void run(Workspace workspace) {
    long rows = left.rows();
    long depth = left.columns();
    long columns = right.columns();
    List<Loop> loops = List.of(new Loop(rows, left.rowStride(), 0, columns),
        new Loop(columns, 0, right.columnStride(), 1), new Loop(depth, left.columnStride(), right.rowStride(), 0));
    finish.output().segment().fill((byte) 0);
    workspace.parallel(left.count(), 1, (from, to, scratch) -> {
      Contraction contraction = new Contraction(loops, Elements.of(left.operand().orElseThrow()),
          Elements.of(right.operand().orElseThrow()), Elements.of(finish.output()));
      for (long batch = from; batch < to; batch++) {
        contraction.run(left.begin(batch), right.begin(batch), batch * rows * columns);
        finish.finish(batch * rows * columns, rows, columns);
      }
    });
  }
}
