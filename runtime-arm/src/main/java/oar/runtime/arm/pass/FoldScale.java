package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Folds a scale into the convolution before it.
 *
 * <pre>
 * convolution(Filter, Bias?) -- scale(factor, offset) -- Out
 *
 * convolution(Filter * factor, Bias * factor + offset) -- Out
 * </pre>
 */
final class FoldScale implements Rule {
  private static final Pattern SCALE = operator("scale").input("X", Convolution.OUTPUT);
  private static final Operand.Result PATTERN = SCALE.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<Scale> scale = Scale.of(match.operator(SCALE));
    Optional<Convolution> convolution = Convolution.of(match);
    if (scale.isEmpty() || convolution.isEmpty()) {
      return Rewrite.NONE;
    }
    float[] offsets = new float[convolution.get().channels()];
    Arrays.fill(offsets, scale.get().offset());
    return convolution.get().absorb(ChannelAffine.of(scale.get().factor(), offsets), match.result() + "_bias");
  }
}
