package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Expansion;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code mul} and {@code fc}: the product of two tensors seen as matrices, their leading dimensions the rows and the others the
 * columns; {@code fc} adds a bias to each row and applies an activation. The output has the left operand's LoD, but for an
 * {@code fc} that was made of a {@code matmul_v2}, which has none.
 */
public final class FullyConnected implements Operation {
  private final Input left;
  private final RightOperand right;
  private final Optional<Input> bias;
  private final Optional<Input> residual;
  private final Output out;
  private final int leftAxes;
  private final int rightAxes;
  private final String origin;
  private final UnaryFunction activation;

  private FullyConnected(OperatorReader reader, String leftSlot, RightOperand right, int leftAxes, int rightAxes) {
    this.right = right;
    left = reader.input(leftSlot);
    bias = reader.optionalInput("Bias");
    residual = reader.optionalInput("ResidualData");
    out = reader.output("Out");
    this.leftAxes = leftAxes;
    this.rightAxes = rightAxes;
    origin = reader.operator().textAttribute("op_type", "mul");
    activation = FusedActivation.ofActivationType(reader);
  }

  /** Read a {@code mul}. */
  public static Operation mul(OperatorReader reader) {
    int rowAxes = reader.operator().intAttribute("y_num_col_dims", 1);
    return new FullyConnected(reader, "X", RightOperand.of(reader, reader.input("Y"), RightOperand.Form.of(rowAxes)),
        reader.operator().intAttribute("x_num_col_dims", 1), rowAxes);
  }

  /** Read an {@code fc}. */
  public static Operation fc(OperatorReader reader) {
    RightOperand right = reader.operator().booleanAttribute("padding_weights", false)
        ? RightOperand.ofPadded(reader, "W")
        : RightOperand.of(reader, reader.input("W"), RightOperand.Form.of(1));
    return new FullyConnected(reader, "Input", right, reader.operator().intAttribute("in_num_col_dims", 1), 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Shape y = right.shape(planning);
    int rank = x.shape().rank();
    int rowAxes = origin.startsWith("matmul") ? rank - 1 : leftAxes;
    planning.require(0 < rowAxes && rowAxes < rank, "the first " + rowAxes + " of the dimensions of " + x
        + " cannot be rows; it must be from 1 to " + (rank - 1));
    planning.require(0 < rightAxes && rightAxes < y.rank(), "the first " + rightAxes + " dimensions of " + y
        + " cannot be rows; it must be from 1 to " + (y.rank() - 1));
    right.requireRealLike(planning, x);
    long rows = x.shape().elementCount(0, rowAxes);
    long depth = x.shape().elementCount(rowAxes, rank);
    long columns = y.elementCount(rightAxes, y.rank());
    planning.require(depth == y.elementCount(0, rightAxes), "input " + x + " has " + depth + " columns, but "
        + right.input().variable() + " " + y + " has " + y.elementCount(0, rightAxes) + " rows");
    Operand output = planning.put(out, x.type(), outputShape(x.shape(), rowAxes, y),
        origin.equals("matmul_v2") ? LevelOfDetail.NONE : x.levelOfDetail());
    Optional<Operand> summand = planning.get(bias);
    summand.ifPresent(operand -> planning.require(operand.elementCount() == columns && operand.type() == x.type(),
        "bias " + operand + " must be " + x.type() + ", an element for each of the " + columns + " columns"));
    Optional<Expansion> addend = residual.map(input -> residual(planning, planning.get(input), output));
    Finish finish = new Finish(1, summand.map(Finish.Summand::bias), addend.map(Expansion::operand),
        activation, output);
    Computation product = Product.plan(planning, Batch.single(x, rows, depth), right.batch(planning, depth, columns),
        right.packed(), finish);
    return Copies.all(List.of(addend.map(Expansion::copy).orElse(Computation.NOTHING), product));
  }

  /** Return what is added to the output, repeated as far as it is smaller. */
  private static Expansion residual(Planning planning, Operand operand, Operand output) {
    long[] dimensions = output.shape().dimensions();
    planning.require(operand.type() == output.type() && operand.view().broadcastsTo(dimensions),
        "residual " + operand + " must be " + output.type() + " and have the dimensions of the output, "
            + output.shape()
            + ", or 1 instead of them");
    return Expansion.of(planning, operand, output.shape());
  }

  private Shape outputShape(Shape x, int rowAxes, Shape y) {
    long[] shape = Arrays.copyOf(x.dimensions(), rowAxes + y.rank() - rightAxes);
    System.arraycopy(y.dimensions(), rightAxes, shape, rowAxes, y.rank() - rightAxes);
    return Shape.of(shape);
  }
}
