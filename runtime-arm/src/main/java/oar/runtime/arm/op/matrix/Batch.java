package oar.runtime.arm.op.matrix;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.plan.Operand;

/**
 * The matrices of one side of a batched product.
 *
 * @param operand their elements, empty if they are packed already
 * @param count number of products, whether or not each has a matrix of its own
 * @param rows rows of a matrix, as the product takes it
 * @param columns columns of a matrix, as the product takes it
 * @param transposed whether its elements are stored with rows and columns exchanged
 * @param index where the matrix of a product begins
 */
record Batch(Optional<Operand> operand, long count, long rows, long columns, boolean transposed,
    LongUnaryOperator index) {
  /** Describe one matrix. */
  static Batch single(Operand operand, long rows, long columns) {
    return new Batch(Optional.of(operand), 1, rows, columns, false, batch -> 0);
  }

  /** Describe one matrix that is packed already. */
  static Batch packed(long rows, long columns) {
    return new Batch(Optional.empty(), 1, rows, columns, false, batch -> 0);
  }

  /** Return where the matrix of a product begins. */
  long begin(long batch) {
    return index.applyAsLong(batch);
  }

  /** Tell whether all products take the same matrix. */
  boolean isOne() {
    for (long batch = 1; batch < count; batch++) {
      if (begin(batch) != begin(0)) {
        return false;
      }
    }
    return true;
  }

  /** Return the elements from a row to the next. */
  long rowStride() {
    return transposed ? 1 : columns;
  }

  /** Return the elements from a column to the next. */
  long columnStride() {
    return transposed ? rows : 1;
  }

  /** Return the matrix of a product; only a computation may ask, when it runs. */
  Matrix matrix(long batch) {
    return new Matrix(rows, columns, operand.orElseThrow().segment(), begin(batch), rowStride(), columnStride());
  }
}
