package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The micro-kernel on vectors of the machine's preferred width, two for each row. */
final class VectorMicroKernel extends MicroKernel {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = LANES.length();
  private static final long VECTOR_BYTES = (long) WIDTH * Float.BYTES;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  @Override
  int columns() {
    return 2 * WIDTH;
  }

  @Override
  void run(Tile tile) {
    MemorySegment a = tile.a;
    MemorySegment b = tile.b;
    MemorySegment c = tile.c;
    int depth = tile.depth;
    long left = tile.aIndex * Float.BYTES;
    long right = tile.bIndex * Float.BYTES;
    long rightStep = tile.bStride * Float.BYTES;
    long row0 = tile.cIndex * Float.BYTES;
    long row1 = row0 + tile.cStride * Float.BYTES;
    long row2 = row1 + tile.cStride * Float.BYTES;
    long row3 = row2 + tile.cStride * Float.BYTES;
    long row4 = row3 + tile.cStride * Float.BYTES;
    long row5 = row4 + tile.cStride * Float.BYTES;
    FloatVector c00 = start(c, row0, tile.adds);
    FloatVector c01 = start(c, row0 + VECTOR_BYTES, tile.adds);
    FloatVector c10 = start(c, row1, tile.adds);
    FloatVector c11 = start(c, row1 + VECTOR_BYTES, tile.adds);
    FloatVector c20 = start(c, row2, tile.adds);
    FloatVector c21 = start(c, row2 + VECTOR_BYTES, tile.adds);
    FloatVector c30 = start(c, row3, tile.adds);
    FloatVector c31 = start(c, row3 + VECTOR_BYTES, tile.adds);
    FloatVector c40 = start(c, row4, tile.adds);
    FloatVector c41 = start(c, row4 + VECTOR_BYTES, tile.adds);
    FloatVector c50 = start(c, row5, tile.adds);
    FloatVector c51 = start(c, row5 + VECTOR_BYTES, tile.adds);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = load(b, right);
      FloatVector b1 = load(b, right + VECTOR_BYTES);
      FloatVector a0 = spread(a, left);
      FloatVector a1 = spread(a, left + 4);
      FloatVector a2 = spread(a, left + 8);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = spread(a, left + 12);
      FloatVector a4 = spread(a, left + 16);
      FloatVector a5 = spread(a, left + 20);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      left += ROWS * Float.BYTES;
      right += rightStep;
    }
    c00.intoMemorySegment(c, row0, ORDER);
    c01.intoMemorySegment(c, row0 + VECTOR_BYTES, ORDER);
    c10.intoMemorySegment(c, row1, ORDER);
    c11.intoMemorySegment(c, row1 + VECTOR_BYTES, ORDER);
    c20.intoMemorySegment(c, row2, ORDER);
    c21.intoMemorySegment(c, row2 + VECTOR_BYTES, ORDER);
    c30.intoMemorySegment(c, row3, ORDER);
    c31.intoMemorySegment(c, row3 + VECTOR_BYTES, ORDER);
    c40.intoMemorySegment(c, row4, ORDER);
    c41.intoMemorySegment(c, row4 + VECTOR_BYTES, ORDER);
    c50.intoMemorySegment(c, row5, ORDER);
    c51.intoMemorySegment(c, row5 + VECTOR_BYTES, ORDER);
  }

  private static FloatVector start(MemorySegment c, long offset, boolean adds) {
    return adds ? load(c, offset) : FloatVector.zero(LANES);
  }

  private static FloatVector load(MemorySegment memory, long offset) {
    return FloatVector.fromMemorySegment(LANES, memory, offset, ORDER);
  }

  private static FloatVector spread(MemorySegment a, long offset) {
    return FloatVector.broadcast(LANES, a.get(Memory.FLOAT, offset));
  }

  @Override
  void pack(Tile tile) {
    MemorySegment from = tile.b;
    MemorySegment to = tile.c;
    long source = tile.bIndex * Float.BYTES;
    long target = tile.cIndex * Float.BYTES;
    for (int k = 0; k < tile.depth; k++) {
      load(from, source).intoMemorySegment(to, target, ORDER);
      load(from, source + VECTOR_BYTES).intoMemorySegment(to, target + VECTOR_BYTES, ORDER);
      source += tile.bStride * Float.BYTES;
      target += 2 * VECTOR_BYTES;
    }
  }
}
