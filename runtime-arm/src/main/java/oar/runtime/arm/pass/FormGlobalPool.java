package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Arrays;
import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Says of an average over the one bin of a plane that it is an average over the plane, for which Paddle-Lite has a kernel.
 *
 * <pre>
 * X -- pool2d(avg, adaptive, 1 x 1) -- Out
 *
 * X -- pool2d(avg, global) -- Out
 * </pre>
 */
final class FormGlobalPool implements Rule {
  private static final long[] ONE_BIN = {1, 1};
  private static final Pattern POOL = operator("pool2d");
  private static final Operand.Result PATTERN = POOL.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator pool = match.operator(POOL);
    boolean isOneBin = pool.booleanAttribute("adaptive", false) && !pool.booleanAttribute("global_pooling", false)
        && pool.textAttribute("pooling_type", "").equals("avg") && Arrays.equals(pool.longsAttribute("ksize"), ONE_BIN);
    return isOneBin
        ? new Rewrite.Replace(pool.toBuilder().attribute("adaptive", false).attribute("global_pooling", true).build())
        : Rewrite.NONE;
  }
}
