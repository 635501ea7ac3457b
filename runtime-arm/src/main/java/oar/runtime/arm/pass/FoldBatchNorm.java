package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Tensor;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Folds a batch normalization into the convolution before it.
 *
 * <pre>
 * convolution(Filter, Bias?) -- batch_norm(Scale, Bias, Mean, Variance) -- Y
 *
 * convolution(Filter * factor, Bias * factor + offset) -- Y
 * </pre>
 */
final class FoldBatchNorm implements Rule {
  private static final Pattern NORMALIZATION = operator("batch_norm", "sync_batch_norm")
      .input("X", Convolution.OUTPUT);
  private static final Operand.Result PATTERN = NORMALIZATION.output("Y");

  /** In the order that {@link ChannelAffine#normalizing} takes them. */
  private static final String[] STATISTICS = {"Scale", "Bias", "Mean", "Variance"};
  private static final Set<String> CHANNELS_FIRST = Set.of("NCHW", "AnyLayout");
  private static final float EPSILON = 1e-5f;

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator normalization = match.operator(NORMALIZATION);
    Optional<Convolution> convolution = Convolution.of(match);
    if (convolution.isEmpty() || !usesGivenStatistics(normalization)
        || !CHANNELS_FIRST.contains(normalization.textAttribute("data_layout", "NCHW"))) {
      return Rewrite.NONE;
    }
    float[][] statistics = new float[STATISTICS.length][];
    for (int i = 0; i < STATISTICS.length; i++) {
      Optional<Tensor> values = normalization.input(STATISTICS[i]).flatMap(match::floats);
      if (values.isEmpty() || values.get().elementCount() != convolution.get().channels()) {
        return Rewrite.NONE;
      }
      statistics[i] = values.get().toFloats();
    }
    ChannelAffine affine = ChannelAffine.normalizing(statistics, normalization.floatAttribute("epsilon", EPSILON));
    return convolution.get().absorb(affine, normalization.input("Bias").orElseThrow());
  }

  private static boolean usesGivenStatistics(Operator normalization) {
    return normalization.booleanAttribute("use_global_stats", false)
        || normalization.booleanAttribute("is_test", false)
            && !normalization.booleanAttribute("trainable_statistics", false);
  }
}
