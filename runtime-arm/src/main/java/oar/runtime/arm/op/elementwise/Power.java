package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code pow}: {@code x} to the power of {@code FactorTensor}'s element, or else of the attribute {@code factor}; integers to its
 * truncated power. The output has X's LoD.
 */
public final class Power implements Operation {
  private final Input x;
  private final Output out;
  private final Optional<Input> factorTensor;
  private final double factor;

  /** Read an operator. */
  public Power(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    factorTensor = reader.optionalInput("FactorTensor");
    factor = reader.operator().floatAttribute("factor", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    double power = factorTensor.map(input -> Scalars.of(planning, input).doubleAt(0)).orElse(factor);
    UnaryFunction function = UnaryFunction.of(value -> Math.pow(value, power))
        .onIntegers(value -> (long) Math.pow(value, (long) power));
    return new Unary(x, out, function).plan(planning);
  }
}
