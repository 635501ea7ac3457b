package oar.runtime.arm.op.matrix;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code bilinear_tensor_product}: {@code out[b, k] = X[b] * Weight[k] * Y[b] + Bias[k]} of X [B, M], Weight [K, M, N], Y [B, N] and
 * Bias, of K elements. No LoD.
 */
public final class Bilinear implements Operation {
  private final Input x;
  private final Input y;
  private final Input weight;
  private final Optional<Input> bias;
  private final Output out;

  /** Read an operator. */
  public Bilinear(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    weight = reader.input("Weight");
    bias = reader.optionalInput("Bias");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand left = planning.get(x);
    Operand right = planning.get(y);
    Operand matrices = planning.get(weight);
    Optional<Operand> summands = planning.get(bias);
    Precision.of(planning, left, right, matrices);
    planning.require(left.shape().rank() == 2 && right.shape().rank() == 2
        && left.shape().dimension(0) == right.shape().dimension(0),
        "inputs " + left + " and " + right
            + " must be matrices of equally many rows");
    Shape form = matrices.shape();
    planning.require(form.rank() == 3 && form.dimension(1) == left.shape().dimension(1)
        && form.dimension(2) == right.shape().dimension(1),
        "input " + matrices + " must have rank 3 and fit the columns of " + left + " and " + right);
    summands.ifPresent(operand -> planning.require(operand.type() == left.type()
        && operand.elementCount() == form.dimension(0),
        "input " + operand + " must be of the type of " + left
            + " and have " + form.dimension(0) + " elements"));
    Operand output = planning.put(out, left.type(), Shape.of(left.shape().dimension(0), form.dimension(0)));
    return workspace -> workspace.parallel(output.elementCount(), 1, (from, to, scratch) -> {
      for (long i = from; i < to; i++) {
        long matrix = i % form.dimension(0);
        double summand = summands.map(operand -> Elements.of(operand).getDouble(matrix)).orElse(0.0);
        Elements.of(output).set(i, product(left, i / form.dimension(0), matrices, matrix, right) + summand);
      }
    });
  }

  private static double product(Operand left, long row, Operand matrices, long matrix, Operand right) {
    long rows = left.shape().dimension(1);
    long columns = right.shape().dimension(1);
    double sum = 0;
    for (long i = 0; i < rows; i++) {
      double line = 0;
      for (long j = 0; j < columns; j++) {
        line += Elements.of(matrices).getDouble((matrix * rows + i) * columns + j)
            * Elements.of(right).getDouble(row * columns + j);
      }
      sum += line * Elements.of(left).getDouble(row * rows + i);
    }
    return sum;
  }
}
