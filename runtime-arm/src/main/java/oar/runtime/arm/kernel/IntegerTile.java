package oar.runtime.arm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One tile of a product of 8-bit integers, for an {@link IntegerKernel}: addresses of native memory. Reused from tile to tile.
 *
 * <pre>
 * sum          = sum of A[row, k] * B[k, column] over k
 * C[row, column] = (sum - row correction * column correction) * (row scale * column scale)
 * </pre>
 */
final class IntegerTile {
  private static final int FIELDS = Field.values().length;

  private final MemorySegment fields = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, FIELDS);
  private final MemorySegment[] memories = new MemorySegment[FIELDS];
  private final long[] offsets = new long[FIELDS];

  /** What a tile consists of, in the order in which a kernel finds it. */
  enum Field {
    /** Rows of A: for each four steps k, a group of four bytes for each row of the tile. */
    A,
    /** Columns of B: for each four steps k, a group of four bytes for each column of the tile. */
    B,
    /** Number of groups of four steps; 1 or more. */
    GROUPS,
    /** An INT32 for each row. */
    ROW_CORRECTIONS,
    /** An INT32 for each column. */
    COLUMN_CORRECTIONS,
    /** A FLOAT32 for each row. */
    ROW_SCALES,
    /** A FLOAT32 for each column. */
    COLUMN_SCALES,
    /** Takes the results, FLOAT32. */
    C,
    /** Bytes from a row of C to the next. */
    C_STRIDE;

    int offset() {
      return ordinal() * Long.BYTES;
    }
  }

  /** Set a field that is a number. */
  void set(Field field, long value) {
    fields.setAtIndex(ValueLayout.JAVA_LONG, field.ordinal(), value);
  }

  /** Set a field that is a place in native memory. */
  void set(Field field, MemorySegment memory, long offset) {
    set(field, memory.address() + offset);
    memories[field.ordinal()] = memory;
    offsets[field.ordinal()] = offset;
  }

  /** Return a field that is a number. */
  long number(Field field) {
    return fields.getAtIndex(ValueLayout.JAVA_LONG, field.ordinal());
  }

  /** Return the memory that a field is a place in. */
  MemorySegment memory(Field field) {
    return memories[field.ordinal()];
  }

  /** Return the place in the memory of a field, in bytes. */
  long offset(Field field) {
    return offsets[field.ordinal()];
  }

  /** Return where a kernel finds the fields. */
  long address() {
    return fields.address();
  }
}
