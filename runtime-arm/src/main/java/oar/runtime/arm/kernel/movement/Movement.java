package oar.runtime.arm.kernel.movement;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.machine.Machine;

/** Copies elements from where one view says to where another says, in units that are independent of each other. */
public interface Movement {
  /** Return the number of units. */
  long units();

  /** Return how many units are worth a thread of their own. */
  long grain();

  /** Copy a range of units, from native memory to native memory. */
  void run(MemorySegment source, MemorySegment target, long fromUnit, long toUnit, Scratch scratch);

  /**
   * Return the fastest movement for a machine.
   *
   * @param from where the elements are
   * @param to where they go: a view of the same dimensions
   * @param elementSize bytes of an element
   */
  static Movement of(View from, View to, int elementSize, Machine machine) {
    StridedCopy plain = new StridedCopy(from, to, elementSize);
    Optional<BlockCopy> blocks = machine.vectors().flatMap(width -> BlockCopy.of(plain.dimensions(), width));
    return blocks.isPresent() ? blocks.get() : plain;
  }
}
