package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code clip}: {@code min(max(x, low), high)}. The bounds are those of the tensors {@code Min} and {@code Max}, or else of the
 * attributes {@code min} and {@code max}; integers are held to truncated bounds. The output has X's LoD.
 */
public final class Clip implements Operation {
  private final Input x;
  private final Output out;
  private final Optional<Input> minTensor;
  private final Optional<Input> maxTensor;
  private final double min;
  private final double max;

  /** Read an operator. */
  public Clip(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    minTensor = reader.optionalInput("Min");
    maxTensor = reader.optionalInput("Max");
    min = reader.operator().floatAttribute("min", Float.NEGATIVE_INFINITY);
    max = reader.operator().floatAttribute("max", Float.POSITIVE_INFINITY);
  }

  @Override
  public Computation plan(Planning planning) {
    Optional<Tensor> least = minTensor.map(input -> Scalars.of(planning, input));
    Optional<Tensor> greatest = maxTensor.map(input -> Scalars.of(planning, input));
    double low = least.map(tensor -> tensor.doubleAt(0)).orElse(min);
    double high = greatest.map(tensor -> tensor.doubleAt(0)).orElse(max);
    long lowest = least.map(tensor -> tensor.longAt(0)).orElse((long) min);
    long highest = greatest.map(tensor -> tensor.longAt(0)).orElse((long) max);
    planning.require(planning.get(x).type().isFloatingPoint() ? low <= high : lowest <= highest,
        "min is " + low + " and max " + high + "; min must not be above max");
    UnaryFunction function = UnaryFunction
        .of(Activations.clip((float) low, (float) high), value -> Math.min(Math.max(value, low), high))
        .onIntegers(value -> Math.min(Math.max(value, lowest), highest));
    return new Unary(x, out, function).plan(planning);
  }
}
