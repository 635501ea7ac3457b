package oar.runtime.arm.kernel.channelwise;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Memory;

/** What the sums over bins are multiplied by for their averages; a line for each count that bins along the height have. */
final class AverageFactors {
  private final MemorySegment memory;
  private final long[] offsets;

  /** Find the factors of all pixels. */
  AverageFactors(Bins height, Bins width) {
    int[] counts = IntStream.range(0, height.output()).map(height::count).distinct().toArray();
    long lineSize = (long) width.output() * Float.BYTES;
    memory = Arena.ofAuto().allocate(counts.length * lineSize, Float.BYTES);
    offsets = new long[height.output()];
    for (int i = 0; i < counts.length; i++) {
      for (int x = 0; x < width.output(); x++) {
        Memory.set(memory, (long) i * width.output() + x, 1f / ((float) counts[i] * width.count(x)));
      }
      for (int y = 0; y < height.output(); y++) {
        offsets[y] = height.count(y) == counts[i] ? i * lineSize : offsets[y];
      }
    }
  }

  /** Return the memory with the factors. */
  MemorySegment memory() {
    return memory;
  }

  /** Return where those of a line's pixels are, in bytes. */
  long offset(int line) {
    return offsets[line];
  }
}
