package oar.runtime.arm.op.normalization;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.machine.VectorWidth;
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
 * {@code layer_norm}: all dimensions from {@code begin_norm_axis} on brought to mean 0 and variance 1 together, then multiplied by
 * Scale and added to Bias, which have an element for each place. The output has X's LoD.
 */
public final class LayerNorm implements Operation {
  private final Input x;
  private final Optional<Input> scale;
  private final Optional<Input> bias;
  private final Output y;
  private final Output mean;
  private final Output variance;
  private final int axis;
  private final float epsilon;

  /** Read an operator. */
  public LayerNorm(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.optionalInput("Scale");
    bias = reader.optionalInput("Bias");
    y = reader.output("Y");
    mean = reader.output("Mean");
    variance = reader.output("Variance");
    axis = reader.operator().intAttribute("begin_norm_axis", 1);
    epsilon = NormalizationRules.epsilon(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    planning.require(0 < axis && axis < rank,
        "begin_norm_axis is " + axis + "; for " + input + " it must be from 1 to " + (rank - 1));
    long lines = input.shape().elementCount(0, axis);
    int length = Axes.arrayLength(planning, input, input.shape().elementCount(axis, rank));
    Standardization.Affine affine = new Standardization.Affine(length,
        NormalizationRules.parameter(planning, scale, input, length),
        NormalizationRules.parameter(planning, bias, input, length), UnaryFunction.IDENTITY);
    Shape saved = Shape.of(Arrays.copyOf(input.shape().dimensions(), axis));
    Standardization.Results results = new Standardization.Results(planning.putInPlace(y, input),
        planning.put(mean, input.type(), saved), planning.put(variance, input.type(), saved), false);
    Optional<VectorWidth> width = planning.machine().vectors();
    if (input.type() == DataType.FLOAT32 && width.isPresent() && length > 0) {
      return new LineStandardization(input, epsilon, affine, results, width.get());
    }
    return new Standardization(input, Groups.ofLines(lines, length), epsilon, affine, results);
  }
}
