package oar.runtime.arm.op.normalization;

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
 * {@code affine_channel}: {@code x * Scale[c] + Bias[c]} of [N, C, spatial], or of [N, spatial, C] with a {@code data_layout} other
 * than NCHW. The output has X's LoD.
 */
public final class AffineChannel implements Operation {
  private final Input x;
  private final Input scale;
  private final Input bias;
  private final Output out;
  private final boolean channelsLast;

  /** Read an operator. */
  public AffineChannel(OperatorReader reader) {
    x = reader.input("X");
    scale = reader.input("Scale");
    bias = reader.input("Bias");
    out = reader.output("Out");
    channelsLast = !reader.operator().textAttribute("data_layout", "NCHW").equals("NCHW");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    planning.require(rank >= 2, "input " + input + " must have rank 2 or more");
    Axes.Split split = Axes.Split.at(input.shape(), channelsLast ? rank - 1 : 1);
    Axes.arrayLength(planning, input, split.size());
    Operand factors = NormalizationRules.parameter(planning, scale, input, split.size());
    Operand summands = NormalizationRules.parameter(planning, bias, input, split.size());
    return new ChannelAffine(input, planning.putInPlace(out, input), split,
        () -> ChannelAffine.Coefficients.of(factors, summands), UnaryFunction.IDENTITY);
  }
}
