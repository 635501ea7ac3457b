package oar.runtime.arm.kernel.product;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.machine.VectorWidth;

/** The least and the greatest elements that each lane of a vector has met. Of one thread. */
public final class LaneExtremes {
  private static final int LANES = VectorWidth.BITS_512.lanes();

  private final MemorySegment memory = Arena.ofAuto().allocate(2L * VectorWidth.BITS_512.bytes(),
      VectorWidth.BITS_512.bytes());

  /** Create extremes of nothing but 0. */
  public LaneExtremes() {
    clear();
  }

  /** Forget everything; 0 is met always. */
  public void clear() {
    memory.fill((byte) 0);
  }

  /** Tell others what was met. */
  public void addTo(Extremes extremes) {
    float least = 0;
    float greatest = 0;
    for (int lane = 0; lane < LANES; lane++) {
      least = Math.min(least, Memory.get(memory, lane));
      greatest = Math.max(greatest, Memory.get(memory, LANES + lane));
    }
    extremes.include(least, greatest);
  }

  /** Take an element into account, if it is a number. */
  public void include(float value) {
    Memory.set(memory, 0, value < Memory.get(memory, 0) ? value : Memory.get(memory, 0));
    Memory.set(memory, LANES, value > Memory.get(memory, LANES) ? value : Memory.get(memory, LANES));
  }

  /** Return the memory: a vector of the least elements, then one of the greatest; each has room for 512 bits. */
  public MemorySegment memory() {
    return memory;
  }
}
