package oar.runtime.arm.op.normalization;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter;
import oar.runtime.arm.kernel.channelwise.ChannelwiseWeights;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.convolution.ChannelwiseComputation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.op.elementwise.UnaryFunctions;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code batch_norm}, {@code sync_batch_norm} with given statistics, of [N, C, spatial], or of [N, spatial, C] with
 * {@code data_layout} NHWC: {@code y = (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]}, computed as
 * {@code a[c] * x + b[c]}, then the rectifier that lowering may have made a part of it. The output has X's LoD.
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
  private final UnaryFunction activation;
  private final Optional<ChannelwiseWeights> weights;

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
    activation = reader.operator().booleanAttribute("with_act", false) ? UnaryFunctions.relu() : UnaryFunction.IDENTITY;
    requireGivenStatistics(reader);
    weights = weights(reader);
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
    Operand input = channelsLast ? planning.get(x) : planning.getAsIs(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    planning.require(2 <= rank && rank <= 5, "input " + input + " must have rank 2 to 5");
    Axes.Split split = split(input);
    Axes.arrayLength(planning, input, split.size());
    if (weights.isPresent() && input.layout() == Layout.CHANNELS_LAST && input.type() == DataType.FLOAT32
        && weights.get().channels() == split.size()) {
      return channelwise(planning, input);
    }
    Operand factors = NormalizationRules.parameter(planning, scale, input, split.size());
    Operand summands = NormalizationRules.parameter(planning, bias, input, split.size());
    Operand means = NormalizationRules.parameter(planning, mean, input, split.size());
    Operand variances = NormalizationRules.parameter(planning, variance, input, split.size());
    return new ChannelAffine(input, planning.putInPlace(y, input), split,
        () -> fold(Elements.toDoubles(factors), Elements.toDoubles(summands), Elements.toDoubles(means),
            Elements.toDoubles(variances)),
        activation);
  }

  /** What is computed of each channel is a convolution with a filter of one element. */
  private Computation channelwise(Planning planning, Operand input) {
    Operand output = planning.put(y, input.type(), input.shape(), input.levelOfDetail(), Layout.CHANNELS_LAST);
    boolean tracksExtremes = planning.computesWithIntegers();
    ChannelwiseFilter filter = ChannelwiseFilter.convolution(
        pixels(input.shape().dimension(2)), pixels(input.shape().dimension(3)), weights.get(),
        new ChannelwiseFilter.Target(new ChannelwiseFilter.Finish(false, activation.rectifier().orElseThrow(),
            tracksExtremes), planning.machine()));
    return new ChannelwiseComputation(filter, input, output, Optional.empty(),
        tracksExtremes ? Optional.of(output.trackExtremes()) : Optional.empty());
  }

  private static Window pixels(long count) {
    int extent = Math.toIntExact(count);
    return new Window(extent, 1, 1, 1, 0, 0, extent);
  }

  /** Return factor and summand of each channel if all that they depend on is constant. */
  private Optional<ChannelwiseWeights> weights(OperatorReader reader) {
    List<Optional<Tensor>> statistics = Stream.of("Scale", "Bias", "Mean", "Variance").map(reader::constant).toList();
    boolean areKnown = statistics.stream().allMatch(tensor -> tensor.isPresent()
        && tensor.get().type() == DataType.FLOAT32
        && tensor.get().elementCount() == statistics.getFirst().map(Tensor::elementCount).orElse(0L));
    if (!areKnown || channelsLast) {
      return Optional.empty();
    }
    double[][] values = statistics.stream().map(tensor -> doubles(tensor.orElseThrow())).toArray(double[][]::new);
    ChannelAffine.Coefficients folded = fold(values[0], values[1], values[2], values[3]);
    return Optional.of(ChannelwiseWeights.of(folded.factors(), folded.summands(), values[0].length));
  }

  private static double[] doubles(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToDouble(tensor::doubleAt).toArray();
  }

  private Axes.Split split(Operand input) {
    if (input.layout() == Layout.CHANNELS_LAST) {
      long channels = input.shape().dimension(1);
      return new Axes.Split(input.elementCount() / channels, channels, 1);
    }
    return Axes.Split.at(input.shape(), channelsLast ? input.shape().rank() - 1 : 1);
  }

  private ChannelAffine.Coefficients fold(double[] factors, double[] summands, double[] means, double[] variances) {
    for (int c = 0; c < factors.length; c++) {
      factors[c] /= Math.sqrt(variances[c] + epsilon);
      summands[c] -= factors[c] * means[c];
    }
    return new ChannelAffine.Coefficients(factors, summands);
  }
}
