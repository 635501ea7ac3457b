package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code scale}: {@code x * scale + bias}, or {@code (x + bias) * scale} if {@code bias_after_scale} is false, then what
 * {@code activation_type} says. {@code ScaleTensor} stands before {@code scale}. On integers, scale and bias are truncated.
 */
public final class Scale implements Operation {
  private final Input x;
  private final Output out;
  private final Optional<Input> scaleTensor;
  private final float scale;
  private final float bias;
  private final boolean scalesFirst;
  private final FloatLoop activation;

  /** Read an operator. */
  public Scale(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    out = reader.output("Out");
    scaleTensor = reader.optionalInput("ScaleTensor");
    scale = operator.floatAttribute("scale", 1);
    bias = operator.floatAttribute("bias", 0);
    scalesFirst = operator.booleanAttribute("bias_after_scale", true);
    activation = activation(reader);
  }

  private static FloatLoop activation(OperatorReader reader) {
    Operator operator = reader.operator();
    return switch (operator.textAttribute("activation_type", "")) {
      case "" -> FusedActivation.NONE;
      case "relu" -> Activations::relu;
      case "relu6" -> Activations.clippedRelu(operator.floatAttribute("alpha", 6));
      case "leaky_relu" -> Activations.leakyRelu(operator.floatAttribute("alpha", 0.02f));
      default -> throw reader.unsupported("activation_type " + operator.textAttribute("activation_type", ""));
    };
  }

  @Override
  public Computation plan(Planning planning) {
    float factor = scaleTensor.map(input -> (float) planning.content(input).doubleAt(0)).orElse(scale);
    float summand = scalesFirst ? bias : bias * factor;
    FloatLoop affine = Activations.affine(factor, summand);
    UnaryFunction function = UnaryFunction.of((values, length, scratch) -> {
      affine.apply(values, length, scratch);
      activation.apply(values, length, scratch);
    }, value -> value * factor + summand).onIntegers(value -> scalesFirst
        ? value * (long) factor + (long) bias
        : (value + (long) bias) * (long) factor);
    return new Unary(x, out, function).plan(planning);
  }
}
