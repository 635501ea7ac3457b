package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Writes how results that were stored are added to {@link LaneExtremes}. The last three vector registers are overwritten. */
public final class ExtremesWriter {
  private final Assembler assembler;
  private final FirstLanes lastLanes;
  private final Address leastPlace;
  private final Address greatestPlace;
  private final int least;
  private final int greatest;

  /**
   * Create a writer.
   *
   * @param assembler takes the instructions
   * @param lastLanes those of vectors that are not all results
   * @param memory holds the address of the extremes' memory
   */
  public ExtremesWriter(Assembler assembler, FirstLanes lastLanes, Register memory) {
    this.assembler = assembler;
    this.lastLanes = lastLanes;
    leastPlace = new Address(memory, 0);
    greatestPlace = new Address(memory, VectorWidth.BITS_512.bytes());
    least = assembler.width().registers() - 1;
    greatest = least - 1;
  }

  /** Write what comes before results. */
  public void begin() {
    assembler.vmovups(least, leastPlace);
    assembler.vmovups(greatest, greatestPlace);
    lastLanes.loadMask();
  }

  /** Include a vector of results; the order of operands leaves out what is not a number. */
  public void include(int results) {
    assembler.vminps(least, results, least);
    assembler.vmaxps(greatest, results, greatest);
  }

  /** Include the last lanes of a vector of results; the others hold no results and become 0. */
  public void includeLastLanes(int results, Address stored) {
    lastLanes.load(results, stored);
    include(results);
  }

  /** Write what comes behind results. */
  public void end() {
    assembler.vmovups(leastPlace, least);
    assembler.vmovups(greatestPlace, greatest);
  }
}
