package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes a rectifier a part of the normalization before it. No file can say this, so no pass does
 * it.
 *
 * <pre>
 * batch_norm -- relu -- Out
 *
 * batch_norm(act_type) -- Out
 * </pre>
 */
final class FuseNormalizationActivation implements Rule {
  private static final Pattern NORMALIZATION = operator("batch_norm", "sync_batch_norm");
  private static final Pattern ACTIVATION = operator("relu").input("X", NORMALIZATION.output("Y"));
  private static final Operand.Result PATTERN = ACTIVATION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    return new Rewrite.Replace(match.operator(NORMALIZATION).toBuilder().output("Y", match.result())
        .attribute("with_act", true).attribute("act_type", "relu").build());
  }
}
