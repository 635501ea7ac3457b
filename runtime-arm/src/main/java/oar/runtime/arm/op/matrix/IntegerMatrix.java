package oar.runtime.arm.op.matrix;

import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.product.ByteMatrix;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.machine.Machine;

/** An INT8 matrix [K, N], stored transposed or not, packed as the right operand of products in integers. */
final class IntegerMatrix {
  private IntegerMatrix() {}

  /** Tell whether products are computed in integers: a column has a scale of its own or all have one, and sums fit. */
  static boolean isFor(Weight weight, boolean transposed) {
    Shape shape = weight.shape();
    int axis = weight.quantization().orElseThrow().channelAxis();
    return shape.rank() == 2 && shape.elementCount() > 0
        && (axis == columnAxis(transposed) || axis == Quantization.PER_TENSOR)
        && PackedColumns.canSum(shape.dimension(transposed ? 1 : 0));
  }

  private static int columnAxis(boolean transposed) {
    return transposed ? 0 : 1;
  }

  /**
   * Pack a matrix.
   *
   * @param factor of its elements
   */
  static PackedColumns pack(Machine machine, Weight weight, boolean transposed, float factor) {
    Shape shape = weight.shape();
    Quantization quantization = weight.quantization().orElseThrow();
    int columns = Math.toIntExact(shape.dimension(columnAxis(transposed)));
    int depth = Math.toIntExact(shape.dimension(transposed ? 1 : 0));
    boolean isPerColumn = quantization.channelAxis() != Quantization.PER_TENSOR;
    return PackedColumns.of(machine, new ByteMatrix(depth, columns, weight.tensor().data(), transposed),
        column -> factor * (float) quantization.scales().doubleAt(isPerColumn ? column : 0));
  }
}
