package oar.runtime.arm.kernel;

/**
 * The innermost part of a matrix product: a tile of {@link #ROWS} rows and {@link #columns} columns of C = A B.
 */
abstract sealed class MicroKernel permits ScalarMicroKernel, VectorMicroKernel {
  /** Rows of a tile: with two vectors for each, accumulators fit the 16 registers of AVX2. */
  static final int ROWS = 6;

  private static final MicroKernel BEST = Vectors.AVAILABLE ? new VectorMicroKernel() : new ScalarMicroKernel();

  /** Return the fastest kernel of this machine. */
  static MicroKernel best() {
    return BEST;
  }

  /** Return the columns of a tile. */
  abstract int columns();

  /** Compute one tile. */
  abstract void run(Tile tile);

  /** Copy {@code tile.depth} rows of B to {@code tile.c}: whole rows of {@link #columns} elements. */
  abstract void pack(Tile tile);
}
