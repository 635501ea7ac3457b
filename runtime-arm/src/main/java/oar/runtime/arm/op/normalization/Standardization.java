package oar.runtime.arm.op.normalization;

import java.util.Arrays;
import java.util.Optional;
import oar.runtime.arm.kernel.Reductions;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Brings each group of elements to mean 0 and variance 1: {@code (x - mean) / sqrt(variance + epsilon) * scale + bias}. In double
 * precision and in two passes, since the difference of two large sums would lose the variance of elements far from 0.
 *
 * @param input the elements
 * @param groups which of them belong together
 * @param epsilon added to the variance
 * @param affine what is done to standardized elements
 * @param results take the elements and their statistics
 */
record Standardization(Operand input, Groups groups, double epsilon, Affine affine, Results results)
    implements
      Computation {
  /**
   * What is done to standardized elements.
   *
   * @param count number of parameters
   * @param scale factors, 1 if empty
   * @param bias summands, 0 if empty
   * @param activation applied last
   */
  record Affine(int count, Optional<Operand> scale, Optional<Operand> bias, UnaryFunction activation) {
    private double[] parameters(Optional<Operand> operand, double absent) {
      double[] values = new double[count];
      Arrays.fill(values, absent);
      return operand.map(Elements::toDoubles).orElse(values);
    }
  }

  /**
   * Where results go.
   *
   * @param output takes the elements
   * @param mean takes the mean of each group
   * @param variance takes the variance of each group, or {@code 1 / sqrt(variance + epsilon)}
   * @param invertsVariance which of them
   */
  record Results(Operand output, Operand mean, Operand variance, boolean invertsVariance) {}

  @Override
  public void run(Workspace workspace) {
    double[] scales = affine.parameters(affine.scale, 1);
    double[] biases = affine.parameters(affine.bias, 0);
    workspace.parallel(groups.count(), 1, (from, to, scratch) -> {
      for (long group = from; group < to; group++) {
        standardize(group, scales, biases, scratch);
      }
    });
  }

  private void standardize(long group, double[] scales, double[] biases, Scratch scratch) {
    double[] row = scratch.doubles(0, groups.rows().length());
    double mean = mean(group, row);
    double variance = variance(group, mean, row);
    double factor = 1 / Math.sqrt(variance + epsilon);
    Elements.of(results.mean).set(group, mean);
    Elements.of(results.variance).set(group, results.invertsVariance ? factor : variance);
    int length = groups.rows().length();
    Elements out = Elements.of(results.output);
    for (long i = 0; i < groups.rows().count(); i++) {
      load(group, i, row);
      int parameter = (int) (groups.parameters().first().applyAsLong(group) + i * groups.parameters().perRow());
      for (int j = 0; j < length; j++) {
        double standard = (row[j] - mean) * factor;
        row[j] = standard * scales[parameter] + biases[parameter];
        parameter += groups.parameters().perElement();
      }
      activate(row, length);
      out.store(row, index(group, i), 1, length);
    }
  }

  private double mean(long group, double[] row) {
    double sum = 0;
    for (long i = 0; i < groups.rows().count(); i++) {
      load(group, i, row);
      sum += Reductions.sum(row, groups.rows().length());
    }
    return sum / groups.size();
  }

  private double variance(long group, double mean, double[] row) {
    int length = groups.rows().length();
    double sum = 0;
    for (long i = 0; i < groups.rows().count(); i++) {
      load(group, i, row);
      for (int j = 0; j < length; j++) {
        row[j] = (row[j] - mean) * (row[j] - mean);
      }
      sum += Reductions.sum(row, length);
    }
    return sum / groups.size();
  }

  private void activate(double[] row, int length) {
    for (int j = 0; j < length && affine.activation != UnaryFunction.IDENTITY; j++) {
      row[j] = affine.activation.onDoubles().applyAsDouble(row[j]);
    }
  }

  private void load(long group, long row, double[] values) {
    Elements.of(input).load(index(group, row), 1, values, groups.rows().length());
  }

  private long index(long group, long row) {
    return groups.start().applyAsLong(group) + row * groups.rows().stride();
  }
}
