package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.IntegerWeights;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The right operand of a product. A FLOAT32 matrix that is a weight is packed once, for all predictors; anything else is packed
 * as it is used.
 */
final class RightOperand {
  /** Rows and columns that a weight may have behind those that mean something. */
  private static final int PADDING = 4;

  private final Input input;
  private final Optional<Shape> constantShape;
  private final Optional<MemorySegment> packed;
  private final Optional<IntegerWeights> integers;

  private RightOperand(Input input, Optional<Shape> constantShape, Optional<MemorySegment> packed,
      Optional<IntegerWeights> integers) {
    this.input = input;
    this.constantShape = constantShape;
    this.packed = packed;
    this.integers = integers;
  }

  /**
   * Read a slot.
   *
   * @param slot which
   * @param rowAxes how many leading dimensions make the rows of the matrix; others than a FLOAT32 weight's do not matter
   * @param transposed whether rows and columns are exchanged
   */
  static RightOperand of(OperatorReader reader, String slot, int rowAxes, boolean transposed) {
    return of(reader, reader.input(slot), rowAxes, transposed);
  }

  /** Read an input, as {@link #of(OperatorReader, String, int, boolean)} does. */
  static RightOperand of(OperatorReader reader, Input input, int rowAxes, boolean transposed) {
    Optional<Weight> integers = reader.integers(input)
        .filter(weight -> rowAxes == 1 && IntegerMatrix.isFor(weight, transposed));
    if (integers.isPresent()) {
      return new RightOperand(input, Optional.of(integers.get().shape()), Optional.empty(),
          Optional.of(IntegerMatrix.pack(integers.get(), transposed)));
    }
    return ofReal(reader, input, rowAxes, transposed);
  }

  /** Read an input, to be computed with in real numbers. */
  static RightOperand ofReal(OperatorReader reader, Input input, int rowAxes, boolean transposed) {
    Optional<Tensor> weight = reader.constant(input)
        .filter(tensor -> tensor.type() == DataType.FLOAT32 && 0 < rowAxes && rowAxes < tensor.shape().rank());
    return new RightOperand(input, weight.map(Tensor::shape), weight.map(tensor -> {
      Matrix stored = matrix(tensor, rowAxes);
      return pack(transposed ? stored.transposed() : stored);
    }), Optional.empty());
  }

  /** Read a slot whose weight has rows and columns behind those that mean something. */
  static RightOperand ofPadded(OperatorReader reader, String slot) {
    Tensor weight = reader.constant(slot)
        .orElseThrow(() -> reader.unsupported("a padded " + slot + " that is no weight"));
    Shape shape = weight.shape();
    if (weight.type() != DataType.FLOAT32 || shape.rank() != 2 || shape.dimension(0) <= PADDING
        || shape.dimension(1) <= PADDING) {
      throw reader.refuse(slot + " is " + weight + "; with padding_weights it must be a float32 matrix of more than "
          + PADDING + " rows and columns");
    }
    Matrix stored = matrix(weight, 1);
    Matrix matrix = new Matrix(stored.rows() - PADDING, stored.columns() - PADDING, weight.data(), 0, stored.columns(),
        1);
    return new RightOperand(reader.input(slot), Optional.of(Shape.of(matrix.rows(), matrix.columns())),
        Optional.of(pack(matrix)), Optional.empty());
  }

  private static Matrix matrix(Tensor tensor, int rowAxes) {
    Shape shape = tensor.shape();
    return Matrix.ofRows(shape.elementCount(0, rowAxes), shape.elementCount(rowAxes, shape.rank()), tensor.data(), 0);
  }

  private static MemorySegment pack(Matrix matrix) {
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
    return packed.isPresent() || integers.isPresent() ? DataType.FLOAT32 : planning.get(input).type();
  }

  /** Check that this operand and the left one are of one type, FLOAT32 or FLOAT64. */
  void requireRealLike(Planning planning, Operand left) {
    planning.require(left.type() == type(planning)
        && (left.type() == DataType.FLOAT32 || left.type() == DataType.FLOAT64),
        "inputs " + left + " and " + input.variable() + " " + type(planning) + " must both be float32 or float64");
  }

  /** Return the packed matrix, if it is packed. */
  Optional<MemorySegment> packed() {
    return packed;
  }

  /** Return the matrix if it is to be computed with in integers. */
  Optional<IntegerWeights> integers() {
    return integers;
  }

  /** Return the one matrix that this operand is. */
  Batch batch(Planning planning, long rows, long columns) {
    return packed.isPresent() || integers.isPresent()
        ? Batch.packed(rows, columns)
        : Batch.single(planning.get(input), rows, columns);
  }
}
