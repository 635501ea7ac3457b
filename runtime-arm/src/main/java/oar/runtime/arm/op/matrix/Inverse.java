package oar.runtime.arm.op.matrix;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.GaussJordan;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code inverse}: the inverse of each matrix in the last two dimensions. No LoD. */
public final class Inverse implements Operation {
  /** So that a matrix and its inverse fit an array. */
  private static final int LARGEST = 1 << 14;

  private final Input input;
  private final Output output;

  /** Read an operator. */
  public Inverse(OperatorReader reader) {
    input = reader.input("Input");
    output = reader.output("Output");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    Shape shape = from.shape();
    planning.require(from.type() == DataType.FLOAT32 || from.type() == DataType.FLOAT64,
        "input " + from + " must be of float32 or float64");
    int rank = shape.rank();
    planning.require(rank >= 2 && shape.dimension(rank - 1) == shape.dimension(rank - 2)
        && shape.dimension(rank - 1) <= LARGEST,
        "input " + from + " must hold square matrices of at most " + LARGEST + " rows in its last two dimensions");
    int size = (int) shape.dimension(rank - 1);
    long count = shape.elementCount(0, rank - 2);
    Operand to = planning.put(output, from.type(), shape);
    return workspace -> workspace.parallel(count, 1, (first, last, scratch) -> {
      double[] matrix = new double[size * size];
      for (long i = first; i < last; i++) {
        Elements.of(from).load(i * matrix.length, 1, matrix, matrix.length);
        if (!GaussJordan.invert(matrix, size)) {
          throw planning.refuse("matrix " + i + " of input " + from + " is singular; it has no inverse");
        }
        Elements.of(to).store(matrix, i * matrix.length, 1, matrix.length);
      }
    });
  }
}
