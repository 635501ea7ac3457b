package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Some neighbouring columns of a matrix, and where all their rows go.
 *
 * @param first number of the first column
 * @param count how many
 * @param stride elements from a row to the next in memory, at least as many
 * @param memory takes the rows
 */
public record ColumnStrip(long first, int count, int stride, MemorySegment memory) {
  /** Return where a row begins. */
  long row(long row) {
    return row * stride;
  }
}
