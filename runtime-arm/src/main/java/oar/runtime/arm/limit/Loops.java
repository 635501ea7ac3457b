package oar.runtime.arm.limit;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.machine.Machine;

/** The loops that find a processor's limits. */
interface Loops {
  /** Return the best loops for this processor. */
  static Loops here() {
    Machine machine = Machine.here();
    return machine.vectors().isPresent() ? new MachineLoops(machine) : new PlainLoops();
  }

  /** Return a loop that adds up products of single-precision numbers. */
  Loop floatProducts();

  /** Return a loop that adds up products of 8-bit integers. */
  Loop integerProducts();

  /**
   * Return a loop that reads memory.
   *
   * @param pieces one for each thread, whose beginning follows its end where there are more rounds than it has bytes for
   */
  Loop reading(MemorySegment[] pieces);
}
