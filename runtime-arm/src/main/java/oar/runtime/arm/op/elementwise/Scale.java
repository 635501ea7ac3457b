package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code scale}: {@code x * scale + bias}, or {@code (x + bias) * scale} if {@code bias_after_scale} is false, then what
 * {@code activation_type} says. {@code ScaleTensor} stands before {@code scale}. On integers, scale and bias are truncated; on
 * truth values, all but 0 is 1.
 */
public final class Scale implements Operation {
  private final Input x;
  private final Output out;
  private final Optional<Input> scaleTensor;
  private final float scale;
  private final float bias;
  private final boolean scalesFirst;
  private final UnaryFunction activation;

  /** Read an operator. */
  public Scale(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    out = reader.output("Out");
    scaleTensor = reader.optionalInput("ScaleTensor");
    scale = operator.floatAttribute("scale", 1);
    bias = operator.floatAttribute("bias", 0);
    scalesFirst = operator.booleanAttribute("bias_after_scale", true);
    activation = FusedActivation.ofActivationType(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    double factor = scaleTensor.map(input -> Scalars.of(planning, input).doubleAt(0)).orElse((double) scale);
    UnaryFunction affine = UnaryFunction
        .of(loop((float) factor), value -> scalesFirst ? value * factor + bias : (value + bias) * factor)
        .onIntegers(planning.get(x).type() == DataType.BOOL
            ? integerFunction(factor == 0 ? 0 : 1, bias == 0 ? 0 : 1)
            : integerFunction((long) factor, (long) bias));
    return new Unary(x, out, affine.then(activation)).plan(planning);
  }

  private FloatLoop loop(float factor) {
    float before = scalesFirst ? 0 : bias;
    float after = scalesFirst ? bias : 0;
    return (values, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        values[i] = (values[i] + before) * factor + after;
      }
    };
  }

  private LongUnaryOperator integerFunction(long factor, long summand) {
    return scalesFirst ? value -> value * factor + summand : value -> (value + summand) * factor;
  }
}
