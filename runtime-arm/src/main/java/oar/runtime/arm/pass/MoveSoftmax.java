package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.api.model.Operator;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Lets a softmax run along the axis that was moved for it.
 *
 * <pre>
 * X -- transpose2(0, 2, 3, 1) -- softmax(-1) -- transpose2(0, 3, 1, 2) -- Out
 *
 * X -- softmax(1) -- Out
 * </pre>
 */
final class MoveSoftmax implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Pattern THERE = operator("transpose", "transpose2").input("X", INPUT);
  private static final Pattern SOFTMAX = operator("softmax").input("X", THERE.output("Out"));
  private static final Pattern BACK = operator("transpose", "transpose2").input("X", SOFTMAX.output("Out"));
  private static final Operand.Result PATTERN = BACK.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    long[] there = match.operator(THERE).longsAttribute("axis");
    long[] back = match.operator(BACK).longsAttribute("axis");
    Operator softmax = match.operator(SOFTMAX);
    int axis = softmax.intAttribute("axis", -1);
    int positive = axis < 0 ? axis + there.length : axis;
    if (there.length != back.length || !Permutations.isOne(there) || !Permutations.isOne(back)
        || !Permutations.areInverse(there, back) || positive < 0 || positive >= there.length) {
      return Rewrite.NONE;
    }
    return new Rewrite.Replace(softmax.toBuilder().input("X", match.variable(INPUT)).output("Out", match.result())
        .attribute("axis", (int) there[positive]).build());
  }
}
