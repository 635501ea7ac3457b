package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.machine.Machine;

/** Finds the least and the greatest element of a line, 0 always being among them. Immutable. */
public abstract sealed class LineExtremes permits MachineLineExtremes, PlainLineExtremes {
  /** Return the fastest way on a machine for lines of so many elements, 1 or more. */
  public static LineExtremes of(int length, Machine machine) {
    return machine.vectors().<LineExtremes>map(width -> new MachineLineExtremes(length, width))
        .orElseGet(() -> new PlainLineExtremes(length));
  }

  /**
   * Find the extremes of the call's line.
   *
   * @param found takes them
   * @param scratch arrays of the thread
   */
  public abstract void run(LineCall call, Extremes found, Scratch scratch);
}
