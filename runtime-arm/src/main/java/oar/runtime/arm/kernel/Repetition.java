package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** Fills memory with one element. */
public final class Repetition {
  private Repetition() {}

  /**
   * Copy the first element of memory all over it.
   *
   * @param elementSize its bytes
   */
  public static void ofFirst(MemorySegment memory, long elementSize) {
    for (long done = elementSize; done < memory.byteSize(); done *= 2) {
      MemorySegment.copy(memory, 0, memory, done, Math.min(done, memory.byteSize() - done));
    }
  }
}
