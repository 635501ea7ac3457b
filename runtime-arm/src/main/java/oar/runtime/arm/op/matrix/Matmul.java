package oar.runtime.arm.op.matrix;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code matmul}, {@code matmul_v2}, {@code bmm}: products of the matrices in the last two dimensions, batches broadcast as in
 * NumPy. A left operand of rank 1 is a row, a right one a column; what was added to their shapes is taken away again. The
 * output has X's LoD.
 */
public final class Matmul implements Operation {
  private final Input left;
  private final RightOperand right;
  private final Output out;
  private final boolean transposesLeft;
  private final boolean transposesRight;
  private final float alpha;
  private final boolean keepsScalar;

  private Matmul(OperatorReader reader, String leftFlag, String rightFlag, boolean keepsScalar) {
    Operator operator = reader.operator();
    transposesLeft = operator.booleanAttribute(leftFlag, false);
    transposesRight = operator.booleanAttribute(rightFlag, false);
    alpha = operator.floatAttribute("alpha", 1);
    this.keepsScalar = keepsScalar;
    left = reader.input("X");
    int rank = reader.constant("Y").map(tensor -> tensor.shape().rank()).orElse(0);
    right = RightOperand.of(reader, "Y", rank == 2 ? 1 : 0, transposesRight);
    out = reader.output("Out");
  }

  /** Read a {@code matmul}, whose product of two vectors is a tensor of one element. */
  public static Operation first(OperatorReader reader) {
    return new Matmul(reader, "transpose_X", "transpose_Y", false);
  }

  /** Read a {@code matmul_v2} or {@code bmm}, whose product of two vectors is a scalar. */
  public static Operation second(OperatorReader reader) {
    return new Matmul(reader, "trans_x", "trans_y", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(left);
    Shape y = right.shape(planning);
    planning.require(x.type() == DataType.FLOAT32 && right.type(planning) == DataType.FLOAT32,
        "inputs " + x + " and " + right.input().variable() + " must be of float32");
    planning.require(x.shape().rank() >= 1 && y.rank() >= 1, "inputs " + x + " and " + y + " must not be scalars");
    long[] a = asMatrices(x.shape(), true);
    long[] b = asMatrices(y, false);
    boolean swapsLeft = transposesLeft && x.shape().rank() > 1;
    boolean swapsRight = transposesRight && y.rank() > 1;
    long rows = a[a.length - (swapsLeft ? 1 : 2)];
    long depth = a[a.length - (swapsLeft ? 2 : 1)];
    long columns = b[b.length - (swapsRight ? 2 : 1)];
    planning.require(depth == b[b.length - (swapsRight ? 1 : 2)],
        "inputs " + x + " and " + right.input().variable() + " " + y + " do not fit: the left matrix has " + depth
            + " columns, the right one " + b[b.length - (swapsRight ? 1 : 2)] + " rows");
    BatchIndex batches = BatchIndex.of(planning, Arrays.copyOf(a, a.length - 2), Arrays.copyOf(b, b.length - 2));
    Operand output = planning.put(out, x.type(),
        outputShape(batches.shape(), rows, columns, x.shape().rank(), y.rank()),
        x.levelOfDetail());
    Product.Finish finish = new Product.Finish(alpha, Optional.empty(), FusedActivation.NONE, output);
    if (right.packed().isPresent() && !swapsLeft) {
      long allRows = batches.count() * rows;
      return Product.plan(planning, Batch.single(x, allRows, depth), Batch.packed(depth, columns),
          right.packed(), finish);
    }
    Batch lefts = new Batch(Optional.of(x), batches.count(), rows, depth, swapsLeft,
        i -> batches.left(i) * rows * depth);
    Batch rights = right.packed().isPresent()
        ? Batch.packed(depth, columns)
        : new Batch(Optional.of(planning.get(right.input())), batches.count(), depth, columns, swapsRight,
            i -> batches.right(i) * depth * columns);
    return Product.plan(planning, lefts, rights, right.packed(), finish);
  }

  private static long[] asMatrices(Shape shape, boolean isLeft) {
    if (shape.rank() > 1) {
      return shape.dimensions();
    }
    return isLeft ? new long[]{1, shape.dimension(0)} : new long[]{shape.dimension(0), 1};
  }

  private Shape outputShape(long[] batch, long rows, long columns, int leftRank, int rightRank) {
    long[] shape = Arrays.copyOf(batch, batch.length + 2);
    int length = batch.length;
    if (leftRank > 1) {
      shape[length++] = rows;
    }
    if (rightRank > 1) {
      shape[length++] = columns;
    }
    return length == 0 && !keepsScalar ? Shape.of(1) : Shape.of(Arrays.copyOf(shape, length));
  }
}
