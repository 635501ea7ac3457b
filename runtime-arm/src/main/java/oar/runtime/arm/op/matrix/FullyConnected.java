package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code mul} and {@code fc}: the product of two tensors seen as matrices, their leading dimensions the rows and the others the
 * columns; {@code fc} adds a bias to each row and applies an activation. The output has the left operand's LoD.
 */
public final class FullyConnected implements Operation {
  private final Input left;
  private final RightOperand right;
  private final Optional<Input> bias;
  private final Output out;
  private final int leftAxes;
  private final int rightAxes;
  private final boolean leftAxesFromRank;
  private final FloatLoop activation;

  private FullyConnected(OperatorReader reader, String leftSlot, String rightSlot, int leftAxes, int rightAxes) {
    left = reader.input(leftSlot);
    right = RightOperand.of(reader, rightSlot, rightAxes, false);
    bias = reader.optionalInput("Bias");
    out = reader.output("Out");
    this.leftAxes = leftAxes;
    this.rightAxes = rightAxes;
    this.leftAxesFromRank = reader.operator().textAttribute("op_type", "mul").startsWith("matmul");
    activation = activation(reader);
  }

  /** Read a {@code mul}. */
  public static Operation mul(OperatorReader reader) {
    return new FullyConnected(reader, "X", "Y", reader.operator().intAttribute("x_num_col_dims", 1),
        reader.operator().intAttribute("y_num_col_dims", 1));
  }

  /** Read an {@code fc}. */
  public static Operation fc(OperatorReader reader) {
    if (reader.operator().booleanAttribute("padding_weights", false)) {
      throw reader.unsupported("padding_weights");
    }
    return new FullyConnected(reader, "Input", "W", reader.operator().intAttribute("in_num_col_dims", 1), 1);
  }

  private static FloatLoop activation(OperatorReader reader) {
    Operator operator = reader.operator();
    return switch (operator.textAttribute("activation_type", "")) {
      case "" -> FusedActivation.NONE;
      case "relu" -> Activations::relu;
      case "relu6" -> Activations.clippedRelu(operator.floatAttribute("alpha", 6));
      default -> throw reader.unsupported("activation_type " + operator.textAttribute("activation_type", ""));
    };
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Shape y = right.shape(planning);
    int rank = x.shape().rank();
    int rowAxes = leftAxesFromRank ? rank - 1 : leftAxes;
    planning.require(0 < rowAxes && rowAxes < rank, "the first " + rowAxes + " of the dimensions of " + x
        + " cannot be rows; it must be from 1 to " + (rank - 1));
    planning.require(0 < rightAxes && rightAxes < y.rank(), "the first " + rightAxes + " dimensions of " + y
        + " cannot be rows; it must be from 1 to " + (y.rank() - 1));
    planning.require(x.type() == DataType.FLOAT32 && right.type(planning) == DataType.FLOAT32,
        "inputs " + x + " and " + right.input().variable() + " must be of float32");
    long rows = x.shape().elementCount(0, rowAxes);
    long depth = x.shape().elementCount(rowAxes, rank);
    long columns = y.elementCount(rightAxes, y.rank());
    planning.require(depth == y.elementCount(0, rightAxes), "input " + x + " has " + depth + " columns, but "
        + right.input().variable() + " " + y + " has " + y.elementCount(0, rightAxes) + " rows");
    Operand output = planning.put(out, x.type(), outputShape(x.shape(), rowAxes, y), x.levelOfDetail());
    Optional<Operand> summand = planning.get(bias);
    summand.ifPresent(operand -> planning.require(operand.elementCount() == columns,
        "bias " + operand + " must have an element for each of the " + columns + " columns"));
    Batch rightBatch = right.packed().isPresent()
        ? Batch.packed(depth, columns)
        : Batch.single(planning.get(right.input()), depth, columns);
    return Product.plan(planning, Batch.single(x, rows, depth), rightBatch, right.packed(),
        new Product.Finish(1, summand, activation, output));
  }

  private Shape outputShape(Shape x, int rowAxes, Shape y) {
    long[] shape = Arrays.copyOf(x.dimensions(), rowAxes + y.rank() - rightAxes);
    System.arraycopy(y.dimensions(), rightAxes, shape, rowAxes, y.rank() - rightAxes);
    return Shape.of(shape);
  }
}
