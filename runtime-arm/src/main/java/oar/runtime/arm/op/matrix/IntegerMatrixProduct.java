package oar.runtime.arm.op.matrix;

import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.IntegerProduct;
import oar.runtime.arm.kernel.IntegerWeights;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a product with an INT8 matrix in integers: each row of the left operand is quantized to unsigned 8 bits by itself.
 *
 * @param left rows of as many elements as the matrix has rows, FLOAT32
 * @param matrix its columns are the channels
 * @param finish what follows the sums
 */
record IntegerMatrixProduct(Operand left, IntegerWeights matrix, Finish finish) implements Computation {
  @Override
  public void run(Workspace workspace) {
    long rows = left.elementCount() / matrix.depth();
    long parts = Math.ceilDiv(rows, (long) IntegerProduct.mostRows());
    workspace.parallel(parts, 1, (from, to, scratch) -> {
      for (long part = from; part < to; part++) {
        long first = part * IntegerProduct.mostRows();
        multiply(first, (int) Math.min(IntegerProduct.mostRows(), rows - first), scratch);
      }
    });
  }

  private void multiply(long first, int rows, Scratch scratch) {
    IntegerProduct product = IntegerProduct.withRight(matrix, rows, scratch);
    for (int lane = 0; lane < rows; lane++) {
      Extremes extremes = new Extremes();
      long index = (first + lane) * matrix.depth();
      extremes.include(left.segment(), index, matrix.depth(), scratch);
      ActivationQuantization quantization = ActivationQuantization.spanning(extremes.least(), extremes.greatest());
      product.quantization(lane, quantization);
      product.row(lane, quantization, left.segment(), index, scratch);
    }
    int columns = matrix.channels();
    product.multiply(finish.output().segment(), first * columns, columns, rows);
    for (long row = first; row < first + rows; row++) {
      finish.finish(row * columns, row, 0, columns, scratch);
    }
  }
}
