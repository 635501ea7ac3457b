package oar.runtime.arm.kernel.line;

import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;

/** Writes loops over the vectors of a line, the last of which may be a part of one. */
public final class LineLoop {
  private static final int UNROLLED = 4;

  private final Assembler assembler;
  private final FirstLanes lastLanes;
  private final int length;
  private final Register count;

  /**
   * Create a writer.
   *
   * @param lastLanes those of the last vector
   * @param length elements of a line
   * @param count a register that is overwritten
   */
  public LineLoop(Assembler assembler, FirstLanes lastLanes, int length, Register count) {
    this.assembler = assembler;
    this.lastLanes = lastLanes;
    this.length = length;
    this.count = count;
  }

  /** Writes what is done to a vector of a line. */
  @FunctionalInterface
  public interface Body {
    /**
     * Write.
     *
     * @param place bytes behind the loop's registers
     * @param number of the vector among those that are written out one behind the other
     * @param isPartial whether it is the last one, of which some lanes are no elements
     */
    void write(int place, int number, boolean isPartial);
  }

  /**
   * Write a loop.
   *
   * @param pointers registers that go along the line, and are back at its beginning behind the loop
   */
  public void write(Body body, Register... pointers) {
    int bytes = assembler.width().bytes();
    int whole = length / assembler.width().lanes();
    int loops = whole / UNROLLED;
    if (loops > 0) {
      assembler.move(count, loops);
      Label loop = assembler.here();
      for (int i = 0; i < UNROLLED; i++) {
        body.write(i * bytes, i, false);
      }
      advance(UNROLLED * bytes, pointers);
      assembler.decrement(count);
      assembler.jumpIfNotZero(loop);
    }
    for (int i = 0; i < whole % UNROLLED; i++) {
      body.write(i * bytes, i, false);
    }
    if (!lastLanes.areAll()) {
      lastLanes.loadMask();
      body.write(whole % UNROLLED * bytes, whole % UNROLLED, true);
    }
    if (loops > 0) {
      advance(-loops * UNROLLED * bytes, pointers);
    }
  }

  private void advance(int bytes, Register... pointers) {
    for (Register pointer : pointers) {
      assembler.add(pointer, bytes);
    }
  }

  /** Load a vector, with zeros in lanes that are no elements. */
  public void load(int to, Address from, boolean isPartial) {
    if (isPartial) {
      lastLanes.load(to, from);
    } else {
      assembler.vmovups(to, from);
    }
  }

  /** Store the elements of a vector. */
  public void store(Address to, int from, boolean isPartial) {
    if (isPartial) {
      lastLanes.store(to, from);
    } else {
      assembler.vmovups(to, from);
    }
  }
}
