package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Planning;

/** Chooses how products of matrices are computed. */
final class Product {
  private Product() {}

  /**
   * Plan products of matrices, one for each batch.
   *
   * @param left where left matrices begin and how their elements lie
   * @param right where right matrices begin and how their elements lie
   * @param packed the right matrix, if there is one for all batches and it is packed
   * @param finish what follows the sums
   */
  static Computation plan(Planning planning, Batch left, Batch right, Optional<PackedColumns> packed, Finish finish) {
    if (finish.output().elementCount() == 0) {
      return Computation.NOTHING;
    }
    boolean isInteger = packed.filter(columns -> columns.arithmetic().isInteger()).isPresent();
    planning.addsProducts(left.count() * left.rows() * left.columns() * right.columns(),
        isInteger ? Arithmetic.INTEGER : Arithmetic.FLOAT);
    if (packed.isEmpty() && (finish.output().type() != DataType.FLOAT32 || left.columns() == 0
        || left.rows() == 1 && right.columns() == 1)) {
      return new ElementProduct(left, right, finish);
    }
    TransposedLeft transposed = TransposedLeft.of(planning, left);
    Computation product = packed.isPresent()
        ? packedProduct(planning, transposed.result(), packed.get(), finish)
        : new ComputedProduct(planning, transposed.result(), right, finish);
    return left.transposed() ? transposed.then(product) : product;
  }

  private static Computation packedProduct(Planning planning, Batch left, PackedColumns columns, Finish finish) {
    int rows = Math.toIntExact(left.count() * left.rows());
    int depth = Math.toIntExact(left.columns());
    LeftRows leftRows = columns.arithmetic().isInteger()
        ? new QuantizedRows(planning, left.operand().orElseThrow(), depth)
        : LeftRows.of(left.operand().orElseThrow(), (long) depth * Float.BYTES);
    return new PackedProduct(planning, leftRows, rows, columns, finish);
  }
}
