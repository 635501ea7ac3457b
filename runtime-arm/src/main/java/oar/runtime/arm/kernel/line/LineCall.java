package oar.runtime.arm.kernel.line;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.VectorWidth;

/** What one call of a function of lines of elements works on. Of one thread, and reused from call to call. */
public final class LineCall extends Arguments<LineCall.Field> {
  private final MemorySegment statistics = Arena.ofAuto().allocate(2L * VectorWidth.BITS_512.bytes(),
      VectorWidth.BITS_512.bytes());

  /** Create a call of which nothing is set. */
  public LineCall() {
    super(Field.class);
  }

  /** Return memory for two vectors of what a function finds out of a line; each has room for 512 bits. */
  MemorySegment statistics() {
    return statistics;
  }

  /** Return the first number that was found out of the latest line. */
  float first() {
    return Memory.get(statistics, 0);
  }

  /** Return the second number that was found out of the latest line. */
  float second() {
    return Memory.get(statistics, VectorWidth.BITS_512.lanes());
  }

  /** What there is. All memory is FLOAT32. */
  public enum Field {
    /** The first line. */
    FROM,
    /** Takes the first line's results; may be the same. */
    TO,
    /** How many lines, 1 or more. */
    LINES,
    /** What is added to the first line. */
    ADDEND,
    /** What elements are multiplied by. */
    FACTORS,
    /** What is added to elements at last. */
    SUMMANDS,
    /** Takes two vectors of what is found out of a line. */
    STATISTICS;

    int offset() {
      return fieldOffset(this);
    }
  }
}
