package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Transposition;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Left matrices that are stored with rows and columns exchanged, and their copies as kernels read them.
 *
 * @param stored what there is
 * @param result what a product takes; the same if it is stored so
 */
record TransposedLeft(Batch stored, Batch result) {
  static TransposedLeft of(Planning planning, Batch left) {
    if (!left.transposed()) {
      return new TransposedLeft(left, left);
    }
    Operand copies = planning.scratch(DataType.FLOAT32, Shape.of(left.count(), left.rows(), left.columns()));
    return new TransposedLeft(left, new Batch(Optional.of(copies), left.count(), left.rows(), left.columns(), false,
        batch -> batch * left.rows() * left.columns()));
  }

  /** Return what transposes and goes on with a product. */
  Computation then(Computation product) {
    Transposition transposition = new Transposition(Math.toIntExact(stored.columns()), Math.toIntExact(stored.rows()),
        Float.BYTES);
    Operand from = stored.operand().orElseThrow();
    Operand to = result.operand().orElseThrow();
    long blocks = transposition.blocks();
    Workspace.RangeTask task = (begin, end, scratch) -> {
      for (long block = begin; block < end; block++) {
        long batch = block / blocks;
        transposition.run(from.segment(), stored.begin(batch) * Float.BYTES, to.segment(),
            result.begin(batch) * Float.BYTES, (int) (block % blocks));
      }
    };
    return workspace -> {
      workspace.parallel(stored.count() * blocks, 1, task);
      product.run(workspace);
    };
  }
}
