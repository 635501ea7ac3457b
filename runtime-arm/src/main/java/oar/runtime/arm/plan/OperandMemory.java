package oar.runtime.arm.plan;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Where operands were when something was made of their memory that is kept from run to run. Of one plan. */
public final class OperandMemory {
  private final Operand[] operands;
  private final MemorySegment[] segments;

  /** Watch operands. */
  public OperandMemory(List<Operand> operands) {
    this.operands = operands.toArray(Operand[]::new);
    segments = new MemorySegment[operands.size()];
  }

  /** Tell whether any operand is in other memory than when this was asked last. True the first time. */
  public boolean hasMoved() {
    boolean hasMoved = false;
    for (int i = 0; i < operands.length; i++) {
      hasMoved |= segments[i] != operands[i].segment();
      segments[i] = operands[i].segment();
    }
    return hasMoved;
  }
}
