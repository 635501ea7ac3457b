package oar.runtime.arm.lowering;

import java.util.List;
import java.util.Optional;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.LoweredBlock;
import oar.runtime.arm.plan.Output;

/**
 * The body of a loop or a branch, lowered. It is fed the values of {@code captured} and gives back those of {@code carried}.
 *
 * @param block the operations
 * @param captured what it reads of the block around it, empty for a variable that has no value there
 * @param carried what it changes of the block around it
 */
public record SubBlock(LoweredBlock block, List<Optional<Input>> captured, List<Carried> carried) {
  /** Create a body. */
  public SubBlock {
    captured = List.copyOf(captured);
    carried = List.copyOf(carried);
  }

  /**
   * A variable of the block around that the body changes.
   *
   * @param output what it is behind the loop or branch
   * @param capture where its value before is in {@code captured}
   */
  public record Carried(Output output, int capture) {}

  /** Return where the value of a variable is in {@code captured}, or -1. */
  public int captureOf(String variable) {
    for (int i = 0; i < block.fed().size(); i++) {
      if (block.fed().get(i).variable().equals(variable)) {
        return i;
      }
    }
    return -1;
  }
}
