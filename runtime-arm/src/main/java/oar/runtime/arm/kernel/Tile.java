package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/** One tile of a matrix product, for a {@link MicroKernel}: places and strides in elements. Reused from tile to tile. */
final class Tile {
  /** Packed rows of A: {@link MicroKernel#ROWS} adjacent elements for each step k. */
  MemorySegment a;
  long aIndex;
  /** Columns of B: {@link MicroKernel#columns} adjacent elements for each step k. */
  MemorySegment b;
  long bIndex;
  long bStride;
  /** The tile of C, a whole one. */
  MemorySegment c;
  long cIndex;
  long cStride;
  /** Number of steps k. */
  int depth;
  /** Whether the products are added to what C holds. */
  boolean adds;
}
