package oar.runtime.arm.op.normalization;

import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code spectral_norm}: Weight divided by its greatest singular value, as the matrix whose rows are its slices along {@code dim}.
 * The value is estimated by {@code power_iters} steps from the vectors U, of as many elements as there are rows, and V, of as many
 * as there are columns. No LoD.
 */
public final class SpectralNorm implements Operation {
  private static final VectorNorm LENGTH = new VectorNorm(2);

  private final Input weight;
  private final Input left;
  private final Input right;
  private final Output out;
  private final int axis;
  private final int steps;
  private final double epsilon;

  /** Read an operator. */
  public SpectralNorm(OperatorReader reader) {
    weight = reader.input("Weight");
    left = reader.input("U");
    right = reader.input("V");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("dim", 0);
    steps = reader.operator().intAttribute("power_iters", 1);
    epsilon = reader.number("eps", 1e-12f);
    if (steps < 0) {
      throw reader.refuse("power_iters is " + steps + "; it must be 0 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(weight);
    Operand u = planning.get(left);
    Operand v = planning.get(right);
    Precision.of(planning, input, u, v);
    Axes.Split split = Axes.Split.at(input.shape(), Axes.normalize(planning, "dim", axis, input.shape().rank()));
    long columns = split.outer() * split.inner();
    planning.require(u.shape().equals(Shape.of(split.size())) && v.shape().equals(Shape.of(columns)), "inputs " + u
        + " and " + v + " must be vectors of " + split.size() + " and " + columns + " elements, as " + input + " says");
    Axes.arrayLength(planning, input, input.elementCount());
    View rows = View.of(split.outer(), split.size(), split.inner()).permute(1, 0, 2);
    Operand output = planning.put(out, input.type(), input.shape());
    return workspace -> {
      double[] matrix = Elements.toDoubles(input);
      double sigma = greatest(matrix, rows, Elements.toDoubles(u), Elements.toDoubles(v));
      for (int i = 0; i < matrix.length; i++) {
        Elements.of(output).set(i, matrix[i] / sigma);
      }
    };
  }

  private double greatest(double[] matrix, View rows, double[] u, double[] v) {
    for (int step = 0; step < steps; step++) {
      double[] across = new double[v.length];
      forEach(matrix, rows, (row, column, element) -> across[column] += element * u[row]);
      normalize(across, v);
      double[] down = new double[u.length];
      forEach(matrix, rows, (row, column, element) -> down[row] += element * v[column]);
      normalize(down, u);
    }
    double[] sum = new double[1];
    forEach(matrix, rows, (row, column, element) -> sum[0] += u[row] * element * v[column]);
    return sum[0];
  }

  private void normalize(double[] vector, double[] to) {
    double length = LENGTH.of(vector, vector.length) + epsilon;
    for (int i = 0; i < vector.length; i++) {
      to[i] = vector[i] / length;
    }
  }

  /** Takes an element of a matrix. */
  @FunctionalInterface
  private interface ElementConsumer {
    void accept(int row, int column, double element);
  }

  private static void forEach(double[] matrix, View rows, ElementConsumer consumer) {
    int columns = Math.toIntExact(rows.extent(1) * rows.extent(2));
    for (int i = 0; i < matrix.length; i++) {
      consumer.accept(i / columns, i % columns, matrix[(int) rows.place(i)]);
    }
  }
}
