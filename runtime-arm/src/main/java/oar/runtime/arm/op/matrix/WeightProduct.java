package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Products of rows with one matrix, mostly a weight, that operators of other families compute on their way. */
public final class WeightProduct {
  private final RightOperand matrix;
  private final boolean transposed;

  private WeightProduct(RightOperand matrix, boolean transposed) {
    this.matrix = matrix;
    this.transposed = transposed;
  }

  /**
   * Read a matrix.
   *
   * @param input of rank 2; a weight is packed at once
   * @param transposed whether its rows and columns are exchanged
   */
  public static WeightProduct of(OperatorReader reader, Input input, boolean transposed) {
    return new WeightProduct(RightOperand.of(reader, input, new RightOperand.Form(1, transposed, 1)), transposed);
  }

  /**
   * Return the shape of the matrix as the product takes it: the elements of a row of the left operand, those of the output.
   *
   * @throws oar.api.error.InvalidProgramException if it is no matrix
   */
  public Shape shape(Planning planning) {
    Shape stored = matrix.shape(planning);
    planning.require(stored.rank() == 2, "input " + matrix.input().variable() + " " + stored + " must have rank 2");
    return transposed ? Shape.of(stored.dimension(1), stored.dimension(0)) : stored;
  }

  /**
   * Plan {@code output = left * matrix}.
   *
   * @param left rows of as many elements as the matrix has rows
   * @param output [rows, columns of the matrix], of the left operand's type
   */
  public Computation plan(Planning planning, Operand left, Operand output) {
    matrix.requireRealLike(planning, left);
    Shape shape = shape(planning);
    long rows = output.shape().dimension(0);
    planning.require(left.elementCount() == Math.multiplyExact(rows, shape.dimension(0)), "input " + left
        + " must have rows of " + shape.dimension(0) + " elements, as " + matrix.input().variable() + " has rows");
    return Product.plan(planning, Batch.single(left, rows, shape.dimension(0)), right(planning, shape), matrix.packed(),
        Finish.none(output));
  }

  private Batch right(Planning planning, Shape shape) {
    return matrix.packed().isPresent() || !transposed
        ? matrix.batch(planning, shape.dimension(0), shape.dimension(1))
        : new Batch(Optional.of(planning.get(matrix.input())), 1, shape.dimension(0), shape.dimension(1), true,
            product -> 0);
  }
}
