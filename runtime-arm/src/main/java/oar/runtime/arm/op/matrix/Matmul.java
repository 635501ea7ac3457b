package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code matmul}, {@code matmul_v2}: products of the matrices in the last two dimensions. A left operand of rank 1 is a row, a right
 * one a column; what was added to their shapes is taken away again. Batches broadcast as in NumPy with {@code matmul_v2}; with
 * {@code matmul} both operands have as many matrices, and the output has X's batch dimensions, if it has some, and X's LoD.
 * {@code matmul} transposes vectors as well.
 */
public final class Matmul implements Operation {
  private final Input left;
  private final RightOperand right;
  private final Output out;
  private final boolean transposesLeft;
  private final boolean transposesRight;
  private final float alpha;
  private final boolean isFirstVersion;

  private Matmul(OperatorReader reader, String leftFlag, String rightFlag, boolean isFirstVersion) {
    Operator operator = reader.operator();
    transposesLeft = operator.booleanAttribute(leftFlag, false);
    transposesRight = operator.booleanAttribute(rightFlag, false);
    alpha = operator.floatAttribute("alpha", 1);
    this.isFirstVersion = isFirstVersion;
    left = reader.input("X");
    Input matrix = reader.input("Y");
    boolean isMatrix = reader.constantShape(matrix).filter(shape -> shape.rank() == 2).isPresent();
    right = isMatrix && !transposesLeft
        ? RightOperand.of(reader, matrix, new RightOperand.Form(1, transposesRight, alpha))
        : RightOperand.ofReal(reader, matrix, new RightOperand.Form(isMatrix ? 1 : 0, transposesRight, alpha));
    out = reader.output("Out");
  }

  /** Read a {@code matmul}. */
  public static Operation first(OperatorReader reader) {
    return new Matmul(reader, "transpose_X", "transpose_Y", true);
  }

  /** Read a {@code matmul_v2}. */
  public static Operation second(OperatorReader reader) {
    return new Matmul(reader, "trans_x", "trans_y", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Shape y = right.shape(planning);
    requireTypes(planning, x);
    planning.require(x.shape().rank() >= 1 && y.rank() >= 1,
        "inputs " + x + " and " + right.input().variable() + " " + y + " must not be scalars");
    long[] a = asMatrices(x.shape(), true);
    long[] b = asMatrices(y, false);
    boolean swapsLeft = transposesLeft && (isFirstVersion || x.shape().rank() > 1);
    boolean swapsRight = transposesRight && (isFirstVersion || y.rank() > 1);
    long rows = a[a.length - (swapsLeft ? 1 : 2)];
    long depth = a[a.length - (swapsLeft ? 2 : 1)];
    long columns = b[b.length - (swapsRight ? 2 : 1)];
    planning.require(depth == b[b.length - (swapsRight ? 1 : 2)],
        "inputs " + x + " and " + right.input().variable() + " " + y + " do not fit: the left matrix has " + depth
            + " columns, the right one " + b[b.length - (swapsRight ? 1 : 2)] + " rows");
    BatchIndex batches = batches(planning, Arrays.copyOf(a, a.length - 2), Arrays.copyOf(b, b.length - 2));
    long[] full = Arrays.copyOf(batches.shape(), batches.shape().length + 2);
    full[full.length - 2] = rows;
    full[full.length - 1] = columns;
    Operand output = planning.put(out, x.type(), withoutAdded(full, x.shape().rank(), y.rank()),
        isFirstVersion ? x.levelOfDetail() : LevelOfDetail.NONE);
    Finish finish = new Finish(right.packed().isPresent() ? 1 : alpha, Optional.empty(), Optional.empty(),
        UnaryFunction.IDENTITY, output);
    boolean isOneMatrix = b.length == 2 && !swapsLeft;
    if (isOneMatrix) {
      Batch matrix = right.packed().isPresent()
          ? Batch.packed(depth, columns)
          : new Batch(Optional.of(planning.get(right.input())), 1, depth, columns, swapsRight, i -> 0);
      return Product.plan(planning, Batch.single(x, batches.count() * rows, depth), matrix, right.packed(), finish);
    }
    Batch lefts = new Batch(Optional.of(x), batches.count(), rows, depth, swapsLeft,
        i -> batches.left(i) * rows * depth);
    Batch rights = right.packed().isPresent()
        ? Batch.packed(depth, columns)
        : new Batch(Optional.of(planning.get(right.input())), batches.count(), depth, columns, swapsRight,
            i -> batches.right(i) * depth * columns);
    return Product.plan(planning, lefts, rights, right.packed(), finish);
  }

  private BatchIndex batches(Planning planning, long[] a, long[] b) {
    return isFirstVersion ? BatchIndex.paired(planning, a, b) : BatchIndex.broadcast(planning, a, b);
  }

  private void requireTypes(Planning planning, Operand x) {
    DataType type = right.type(planning);
    boolean isInteger = (type == DataType.INT32 || type == DataType.INT64) && !isFirstVersion && alpha == 1;
    planning.require(x.type() == type && (isInteger || type == DataType.FLOAT32 || type == DataType.FLOAT64),
        "inputs " + x + " and " + right.input().variable() + " " + type
            + " must be of one type: float32, float64, or, for matmul_v2, int32 or int64");
  }

  private static long[] asMatrices(Shape shape, boolean isLeft) {
    if (shape.rank() > 1) {
      return shape.dimensions();
    }
    return isLeft ? new long[]{1, shape.dimension(0)} : new long[]{shape.dimension(0), 1};
  }

  /** Take away the dimensions of 1 that vectors were given, wherever they are still 1. */
  private static Shape withoutAdded(long[] full, int leftRank, int rightRank) {
    int rowAxis = full.length - 2;
    boolean dropsRows = leftRank == 1 && full[rowAxis] == 1;
    boolean dropsColumns = rightRank == 1 && full[rowAxis + 1] == 1;
    long[] shape = Arrays.copyOf(full, full.length - (dropsRows ? 1 : 0) - (dropsColumns ? 1 : 0));
    if (dropsRows && !dropsColumns) {
      shape[rowAxis] = full[rowAxis + 1];
    }
    return Shape.of(shape);
  }
}
