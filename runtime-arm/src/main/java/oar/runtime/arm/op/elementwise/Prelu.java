package oar.runtime.arm.op.elementwise;

import java.util.Arrays;
import java.util.List;
import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code prelu}: {@code x} where it is above 0, {@code alpha * x} elsewhere. Attribute {@code mode} says how many slopes there are:
 * {@code all} one, {@code channel} one for each channel, {@code element} one for each element, the same for every entry of the
 * batch. The output has X's LoD.
 */
public final class Prelu implements Operation {
  private static final BinaryFunction FUNCTION = new BinaryFunction(Arithmetic::leakyRelu,
      (x, alpha) -> x > 0 ? x : alpha * x);

  private final Input x;
  private final Input alpha;
  private final Output out;
  private final String mode;
  private final boolean channelsLast;

  /** Read an operator. */
  public Prelu(OperatorReader reader) {
    x = reader.input("X");
    alpha = reader.input("Alpha");
    out = reader.output("Out");
    mode = reader.operator().textAttribute("mode", "all");
    channelsLast = reader.operator().textAttribute("data_format", "NCHW").endsWith("C");
    if (!mode.matches("all|channel|element")) {
      throw reader.refuse("mode is '" + mode + "'; it must be all, channel or element");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand slopes = planning.get(alpha);
    planning.require(input.type().isFloatingPoint() && slopes.type() == input.type(),
        "inputs " + input + " and " + slopes + " must be of one floating-point type");
    long[] shape = slopeShape(planning, input);
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    planning.require(slopes.elementCount() == count, "input " + slopes + " must have " + count
        + " elements with mode " + mode + " and " + input);
    Operand output = planning.putInPlace(out, input);
    return new BinaryComputation(Broadcast.along(input.shape(), shape), input, slopes, output, UnaryFunction.IDENTITY)
        .of(FUNCTION, planning);
  }

  private long[] slopeShape(Planning planning, Operand input) {
    long[] shape = input.shape().dimensions();
    int leastRank = switch (mode) {
      case "channel" -> 2;
      case "element" -> 1;
      default -> 0;
    };
    planning.require(shape.length >= leastRank, "input " + input + " must have rank " + leastRank + " or more");
    if (mode.equals("element")) {
      shape[0] = 1;
      return shape;
    }
    int channelAxis = channelsLast ? shape.length - 1 : 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = mode.equals("channel") && i == channelAxis ? shape[i] : 1;
    }
    return shape;
  }
}
