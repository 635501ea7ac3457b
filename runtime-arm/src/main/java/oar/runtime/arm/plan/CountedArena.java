package oar.runtime.arm.plan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that any thread may use until it is given back, with its size. */
final class CountedArena implements Arena {
  private final Arena arena = Arena.ofShared();
  private long byteSize;

  @Override
  public MemorySegment allocate(long size, long alignment) {
    MemorySegment memory = arena.allocate(size, alignment);
    byteSize += size;
    return memory;
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  /** Return how many bytes were taken. */
  long byteSize() {
    return byteSize;
  }

  @Override
  public void close() {
    arena.close();
  }
}
