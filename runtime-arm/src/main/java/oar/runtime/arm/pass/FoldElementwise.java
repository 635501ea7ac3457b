package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Folds arithmetic with one constant, or one for each channel, into the convolution before it: a bias, above all.
 *
 * <pre>
 * convolution(Filter, Bias?) -- elementwise_add, sub, mul or div by a constant -- Out
 *
 * convolution(Filter * factor, Bias * factor + offset) -- Out
 * </pre>
 */
final class FoldElementwise implements Rule {
  private static final Operand CONSTANT = Operand.constant();
  private static final Pattern ARITHMETIC = operator("elementwise_add", "elementwise_sub", "elementwise_mul",
      "elementwise_div").eitherWay("X", "Y", Convolution.OUTPUT, CONSTANT);
  private static final Operand.Result PATTERN = ARITHMETIC.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator arithmetic = match.operator(ARITHMETIC);
    String constant = match.variable(CONSTANT);
    Optional<Convolution> convolution = Convolution.of(match);
    if (convolution.isEmpty()) {
      return Rewrite.NONE;
    }
    int channels = convolution.get().channels();
    return match.floats(constant)
        .flatMap(tensor -> Broadcast.along(arithmetic, tensor, Convolution.RANK, Convolution.CHANNEL_AXIS, channels))
        .flatMap(values -> affine(arithmetic, values, arithmetic.inputList("X").contains(constant)))
        .map(affine -> convolution.get().absorb(affine, constant)).orElse(Rewrite.NONE);
  }

  private static Optional<ChannelAffine> affine(Operator arithmetic, float[] values, boolean constantFirst) {
    return switch (arithmetic.type()) {
      case "elementwise_add" -> Optional.of(ChannelAffine.of(1, values));
      case "elementwise_sub" ->
        Optional.of(constantFirst ? ChannelAffine.of(-1, values) : ChannelAffine.of(1, negated(values)));
      case "elementwise_mul" -> Optional.of(ChannelAffine.multiplying(values));
      default -> constantFirst ? Optional.empty() : Optional.of(ChannelAffine.multiplying(reciprocals(values)));
    };
  }

  private static float[] negated(float[] values) {
    float[] results = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      results[i] = -values[i];
    }
    return results;
  }

  private static float[] reciprocals(float[] values) {
    float[] results = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      results[i] = 1 / values[i];
    }
    return results;
  }
}
