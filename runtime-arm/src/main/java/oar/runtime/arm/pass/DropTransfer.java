package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a copy from the memory of one device to that of another, which an ARM processor shares with its host.
 *
 * <pre>
 * Input -- io_copy -- Out
 *
 * Input
 * </pre>
 */
final class DropTransfer implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand.Result PATTERN = operator("io_copy", "io_copy_once").input("Input", INPUT).output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    return new Rewrite.Forward(match.variable(INPUT));
  }
}
