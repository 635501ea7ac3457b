package oar.runtime.arm.kernel;

/** The micro-kernel without vectors: the oracle of the other one, and what runs where there are none. */
final class ScalarMicroKernel extends MicroKernel {
  private static final int COLUMNS = 16;

  @Override
  int columns() {
    return COLUMNS;
  }

  @Override
  void run(Tile tile) {
    float[] step = new float[COLUMNS];
    float[][] sums = new float[ROWS][COLUMNS];
    for (int row = 0; row < ROWS && tile.adds; row++) {
      Memory.load(tile.c, tile.cIndex + row * tile.cStride, sums[row], 0, COLUMNS);
    }
    for (int k = 0; k < tile.depth; k++) {
      Memory.load(tile.b, tile.bIndex + k * tile.bStride, step, 0, COLUMNS);
      for (int row = 0; row < ROWS; row++) {
        add(Memory.get(tile.a, tile.aIndex + (long) k * ROWS + row), step, sums[row]);
      }
    }
    for (int row = 0; row < ROWS; row++) {
      Memory.store(sums[row], 0, tile.c, tile.cIndex + row * tile.cStride, COLUMNS);
    }
  }

  private static void add(float left, float[] step, float[] sums) {
    for (int column = 0; column < COLUMNS; column++) {
      sums[column] = Math.fma(left, step[column], sums[column]);
    }
  }

  @Override
  void pack(Tile tile) {
    float[] step = new float[COLUMNS];
    for (int k = 0; k < tile.depth; k++) {
      Memory.load(tile.b, tile.bIndex + k * tile.bStride, step, 0, COLUMNS);
      Memory.store(step, 0, tile.c, tile.cIndex + (long) k * COLUMNS, COLUMNS);
    }
  }
}
