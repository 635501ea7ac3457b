package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** The least and the greatest of elements. */
public final class Extremes {
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  /** Return the least element, positive infinity if there is none. */
  public float least() {
    return least;
  }

  /** Return the greatest element, negative infinity if there is none. */
  public float greatest() {
    return greatest;
  }

  /**
   * Take elements into account.
   *
   * @param memory FLOAT32
   * @param scratch arrays 0 to 2 are used
   */
  public void include(MemorySegment memory, long index, long count, Scratch scratch) {
    if (count == 0) {
      return;
    }
    int width = (int) Math.min(Scratch.CHUNK, count);
    float[] values = scratch.floats(0, Scratch.CHUNK);
    float[] low = scratch.floats(1, Scratch.CHUNK);
    float[] high = scratch.floats(2, Scratch.CHUNK);
    Memory.load(memory, index, low, 0, width);
    System.arraycopy(low, 0, high, 0, width);
    for (long done = width; done < count; done += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, count - done);
      Memory.load(memory, index + done, values, 0, length);
      combine(values, low, high, length);
    }
    for (int i = 0; i < width; i++) {
      least = Math.min(least, low[i]);
      greatest = Math.max(greatest, high[i]);
    }
  }

  private static void combine(float[] values, float[] low, float[] high, int length) {
    for (int i = 0; i < length; i++) {
      low[i] = Math.min(low[i], values[i]);
      high[i] = Math.max(high[i], values[i]);
    }
  }

  /** Take what others took into account into account. */
  public void include(Extremes other) {
    include(other.least, other.greatest);
  }

  /** Take elements into account of which these are the least and the greatest; threads may do so at once. */
  public synchronized void include(float otherLeast, float otherGreatest) {
    least = Math.min(least, otherLeast);
    greatest = Math.max(greatest, otherGreatest);
  }

  /** Forget all elements. */
  public void clear() {
    least = Float.POSITIVE_INFINITY;
    greatest = Float.NEGATIVE_INFINITY;
  }
}
