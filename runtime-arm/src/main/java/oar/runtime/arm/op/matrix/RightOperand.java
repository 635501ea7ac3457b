package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/**
 * The right operand of a product. A matrix that is a weight is packed once, for all predictors; anything else is packed as it
 * is used.
 */
final class RightOperand {
  private final Input input;
  private final Optional<Shape> constantShape;
  private final Optional<MemorySegment> packed;

  private RightOperand(Input input, Optional<Shape> constantShape, Optional<MemorySegment> packed) {
    this.input = input;
    this.constantShape = constantShape;
    this.packed = packed;
  }

  /**
   * Read a slot.
   *
   * @param slot which
   * @param rowAxes how many leading dimensions make the rows of the matrix; others than a FLOAT32 weight's do not matter
   * @param transposed whether rows and columns are exchanged
   */
  static RightOperand of(OperatorReader reader, String slot, int rowAxes, boolean transposed) {
    Optional<Tensor> matrix = reader.constant(slot)
        .filter(tensor -> tensor.type() == DataType.FLOAT32 && tensor.shape().rank() >= 2
            && 0 < rowAxes && rowAxes < tensor.shape().rank());
    return new RightOperand(reader.input(slot), matrix.map(Tensor::shape),
        matrix.map(tensor -> pack(tensor, rowAxes, transposed)));
  }

  private static MemorySegment pack(Tensor tensor, int rowAxes, boolean transposed) {
    Shape shape = tensor.shape();
    Matrix stored = Matrix.ofRows(shape.elementCount(0, rowAxes), shape.elementCount(rowAxes, shape.rank()),
        tensor.data(), 0);
    Matrix matrix = transposed ? stored.transposed() : stored;
    MemorySegment memory = Tensor.allocate(DataType.FLOAT32,
        Shape.of(Gemm.packedRightSize(matrix.rows(), matrix.columns())));
    Gemm.packRight(matrix, memory);
    return memory;
  }

  Input input() {
    return input;
  }

  Shape shape(Planning planning) {
    return constantShape.orElseGet(() -> planning.get(input).shape());
  }

  DataType type(Planning planning) {
    return packed.isPresent() ? DataType.FLOAT32 : planning.get(input).type();
  }

  /** Return the packed matrix, if it is packed. */
  Optional<MemorySegment> packed() {
    return packed;
  }
}
