package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The right operand of a product. A matrix that is a weight is packed once, for all predictors; anything else is packed as it is
 * used.
 */
final class RightOperand {
  /** Rows and columns that a weight may have behind those that mean something. */
  private static final int PADDING = 4;

  private final Input input;
  private final Optional<Shape> constantShape;
  private final Optional<PackedColumns> packed;

  private RightOperand(Input input, Optional<Shape> constantShape, Optional<PackedColumns> packed) {
    this.input = input;
    this.constantShape = constantShape;
    this.packed = packed;
  }

  /**
   * How a matrix is meant.
   *
   * @param rowAxes how many leading dimensions make its rows; others than a FLOAT32 weight's do not matter
   * @param transposed whether rows and columns are exchanged
   * @param factor of the elements of a weight that is packed
   */
  record Form(int rowAxes, boolean transposed, float factor) {
    /** A matrix as it is stored. */
    static Form of(int rowAxes) {
      return new Form(rowAxes, false, 1);
    }
  }

  /** Read an input, to be computed with in integers if it has some. */
  static RightOperand of(OperatorReader reader, Input input, Form form) {
    Optional<Weight> integers = reader.integers(input)
        .filter(weight -> form.rowAxes == 1 && IntegerMatrix.isFor(weight, form.transposed));
    if (integers.isPresent()) {
      Weight weight = integers.get();
      return new RightOperand(input, Optional.of(weight.shape()),
          Optional.of(IntegerMatrix.pack(reader.machine(), weight, form.transposed, form.factor)));
    }
    return ofReal(reader, input, form);
  }

  /** Read an input, to be computed with in real numbers. */
  static RightOperand ofReal(OperatorReader reader, Input input, Form form) {
    Optional<Tensor> weight = reader.constant(input).filter(tensor -> tensor.type() == DataType.FLOAT32
        && 0 < form.rowAxes && form.rowAxes < tensor.shape().rank() && tensor.elementCount() > 0);
    return new RightOperand(input, weight.map(Tensor::shape), weight.map(tensor -> {
      Matrix stored = matrix(tensor, form.rowAxes);
      return pack(reader.machine(), form.transposed ? stored.transposed() : stored, form.factor);
    }));
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
        Optional.of(pack(reader.machine(), matrix, 1)));
  }

  private static Matrix matrix(Tensor tensor, int rowAxes) {
    Shape shape = tensor.shape();
    return Matrix.ofRows(shape.elementCount(0, rowAxes), shape.elementCount(rowAxes, shape.rank()), tensor.data(), 0);
  }

  private static PackedColumns pack(Machine machine, Matrix matrix, float factor) {
    return factor == 1
        ? PackedColumns.of(machine, matrix)
        : PackedColumns.ofFloats(machine, Math.toIntExact(matrix.rows()), Math.toIntExact(matrix.columns()),
            (k, column) -> factor * matrix.get(k, column));
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

  /** Check that this operand and the left one are of one type, FLOAT32 or FLOAT64. */
  void requireRealLike(Planning planning, Operand left) {
    planning.require(left.type() == type(planning)
        && (left.type() == DataType.FLOAT32 || left.type() == DataType.FLOAT64),
        "inputs " + left + " and " + input.variable() + " " + type(planning) + " must both be float32 or float64");
  }

  /** Return the packed matrix, if it is packed. */
  Optional<PackedColumns> packed() {
    return packed;
  }

  /** Return the one matrix that this operand is. */
  Batch batch(Planning planning, long rows, long columns) {
    return packed.isPresent() ? Batch.packed(rows, columns) : Batch.single(planning.get(input), rows, columns);
  }
}
