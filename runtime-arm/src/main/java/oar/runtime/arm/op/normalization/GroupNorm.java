package oar.runtime.arm.op.normalization;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code group_norm}: the channels of [N, C, spatial], or of [N, spatial, C] with {@code data_layout} NHWC, in {@code groups}
 * of adjacent ones, each group of each image brought to mean 0 and variance 1, then multiplied by Scale and added to Bias, which
 * have an element for each channel. The output has X's LoD.
 */
public final class GroupNorm implements Operation {
  private final Input x;
  private final Optional<Input> scale;
  private final Optional<Input> bias;
  private final Output y;
  private final Output mean;
  private final Output variance;
  private final int groups;
  private final float epsilon;
  private final boolean channelsLast;

  /** Read an operator. */
  public GroupNorm(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.optionalInput("Scale");
    bias = reader.optionalInput("Bias");
    y = reader.output("Y");
    mean = statistic(reader, "Mean");
    variance = statistic(reader, "Variance");
    groups = reader.operator().intAttribute("groups", 1);
    epsilon = NormalizationRules.epsilon(reader);
    channelsLast = reader.operator().textAttribute("data_layout", "NCHW").endsWith("C");
  }

  /** Read an output that has gone by two names. */
  private static Output statistic(OperatorReader reader, String slot) {
    return reader.operator().output(slot).isPresent() ? reader.output(slot) : reader.output("Saved" + slot);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    Shape shape = input.shape();
    int rank = shape.rank();
    planning.require(rank >= 2, "input " + input + " must have rank 2 or more");
    int channels = Axes.arrayLength(planning, input, shape.dimension(channelsLast ? rank - 1 : 1));
    planning.require(groups > 0 && channels % groups == 0,
        "groups is " + groups + "; it must divide the " + channels + " channels of " + input);
    Standardization.Affine affine = new Standardization.Affine(channels,
        NormalizationRules.parameter(planning, scale, input, channels),
        NormalizationRules.parameter(planning, bias, input, channels), UnaryFunction.IDENTITY);
    Shape saved = Shape.of(shape.dimension(0), groups);
    Standardization.Results results = new Standardization.Results(planning.putInPlace(y, input),
        planning.put(mean, input.type(), saved), planning.put(variance, input.type(), saved), false);
    long planeSize = channelsLast ? shape.elementCount(1, rank - 1) : shape.elementCount(2, rank);
    Groups parts = channelsLast
        ? Groups.ofLastChannels(shape.dimension(0), groups, channels, planeSize)
        : Groups.ofChannels(shape.dimension(0), groups, channels, Axes.arrayLength(planning, input, planeSize));
    return new Standardization(input, parts, epsilon, affine, results);
  }
}
