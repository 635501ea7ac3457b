package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Equally spaced blocks of memory, each of which a part is taken from.
 *
 * @param stride bytes from a block to the next
 * @param offset bytes from the beginning of a block to the part
 * @param length bytes of the part
 */
public record Blocks(long stride, long offset, long length) {
  /** Copy the parts of all blocks, one behind the other. */
  public void copy(MemorySegment from, MemorySegment to) {
    for (long at = 0, block = offset; at < to.byteSize(); at += length, block += stride) {
      MemorySegment.copy(from, block, to, at, length);
    }
  }
}
