package oar.runtime.arm.op.normalization;

import java.util.Optional;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code instance_norm}: each channel of each image of [N, C, spatial] brought to mean 0 and variance 1, then multiplied by Scale
 * and added to Bias, which have an element for each channel; then what {@code activation_type} says. SavedVariance is
 * {@code 1 / sqrt(variance + epsilon)}. The output has X's LoD.
 */
public final class InstanceNorm implements Operation {
  private final Input x;
  private final Optional<Input> scale;
  private final Optional<Input> bias;
  private final Output y;
  private final Output mean;
  private final Output variance;
  private final float epsilon;
  private final UnaryFunction activation;

  /** Read an operator. */
  public InstanceNorm(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.optionalInput("Scale");
    bias = reader.optionalInput("Bias");
    y = reader.output("Y");
    mean = reader.output("SavedMean");
    variance = reader.output("SavedVariance");
    epsilon = NormalizationRules.epsilon(reader);
    activation = FusedActivation.ofActivationType(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    Shape shape = input.shape();
    planning.require(2 <= shape.rank() && shape.rank() <= 5, "input " + input + " must have rank 2 to 5");
    int channels = Axes.arrayLength(planning, input, shape.dimension(1));
    int planeSize = Axes.arrayLength(planning, input, shape.elementCount(2, shape.rank()));
    Standardization.Affine affine = new Standardization.Affine(channels,
        NormalizationRules.parameter(planning, scale, input, channels),
        NormalizationRules.parameter(planning, bias, input, channels), activation);
    Shape saved = Shape.of(shape.elementCount(0, 2));
    Standardization.Results results = new Standardization.Results(planning.putInPlace(y, input),
        planning.put(mean, input.type(), saved), planning.put(variance, input.type(), saved), true);
    return new Standardization(input, Groups.ofChannels(shape.dimension(0), channels, channels, planeSize), epsilon,
        affine, results);
  }
}
