package oar.runtime.arm.op.normalization;

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
 * {@code batch_norm}, {@code sync_batch_norm} with given statistics, of [N, C, spatial], or of [N, spatial, C] with
 * {@code data_layout} NHWC: {@code y = (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]}, computed as
 * {@code a[c] * x + b[c]}. The output has X's LoD.
 */
public final class BatchNorm implements Operation {
  private final Input x;
  private final Input scale;
  private final Input bias;
  private final Input mean;
  private final Input variance;
  private final Output y;
  private final float epsilon;
  private final boolean channelsLast;

  /** Read an operator. */
  public BatchNorm(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.input("Scale");
    bias = reader.input("Bias");
    mean = reader.input("Mean");
    variance = reader.input("Variance");
    y = reader.output("Y");
    epsilon = NormalizationRules.epsilon(reader);
    channelsLast = reader.operator().textAttribute("data_layout", "NCHW").endsWith("C");
    requireGivenStatistics(reader);
  }

  private static void requireGivenStatistics(OperatorReader reader) {
    boolean isTest = reader.operator().booleanAttribute("is_test", false);
    boolean usesGiven = reader.operator().booleanAttribute("use_global_stats", false);
    if (!usesGiven && !isTest) {
      throw reader.unsupported("is_test false, which is training,");
    }
    if (!usesGiven && reader.operator().booleanAttribute("trainable_statistics", false)) {
      throw reader.unsupported("trainable_statistics");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    planning.require(2 <= rank && rank <= 5, "input " + input + " must have rank 2 to 5");
    Axes.Split split = Axes.Split.at(input.shape(), channelsLast ? rank - 1 : 1);
    Axes.arrayLength(planning, input, split.size());
    Operand factors = NormalizationRules.parameter(planning, scale, input, split.size());
    Operand summands = NormalizationRules.parameter(planning, bias, input, split.size());
    Operand means = NormalizationRules.parameter(planning, mean, input, split.size());
    Operand variances = NormalizationRules.parameter(planning, variance, input, split.size());
    return new ChannelAffine(input, planning.putInPlace(y, input), split,
        () -> fold(Elements.toDoubles(factors), Elements.toDoubles(summands), Elements.toDoubles(means),
            Elements.toDoubles(variances)));
  }

  private ChannelAffine.Coefficients fold(double[] factors, double[] summands, double[] means, double[] variances) {
    for (int c = 0; c < factors.length; c++) {
      factors[c] /= Math.sqrt(variances[c] + epsilon);
      summands[c] -= factors[c] * means[c];
    }
    return new ChannelAffine.Coefficients(factors, summands);
  }
}
