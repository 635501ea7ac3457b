package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Matrix products in single precision: C = A B, where A is M x K, B is K x N and C is M x N. A is packed into panels of a
 * few rows, B into panels of a few columns, so that the innermost loop reads both one after the other. Whoever computes a
 * convolution or a product comes through here.
 */
public final class Gemm {
  /** Steps k at a time: a panel of B of this depth stays in the first-level cache. */
  private static final int DEPTH = 256;

  private Gemm() {}

  /** Return the rows of a panel of A. */
  public static int rows() {
    return MicroKernel.ROWS;
  }

  /** Return the columns of a panel of B. */
  public static int columns() {
    return MicroKernel.best().columns();
  }

  /** Return the elements that the panels of an M x K matrix A take. */
  public static long packedLeftSize(long m, long k) {
    return Math.multiplyExact(Math.ceilDiv(m, rows()) * rows(), k);
  }

  /** Return the elements that the panels of a K x N matrix B take. */
  public static long packedRightSize(long k, long n) {
    return Math.multiplyExact(Math.ceilDiv(n, columns()) * columns(), k);
  }

  /** Return the elements of the largest part of a panel of B that is asked for at once. */
  public static int panelSize() {
    return DEPTH * columns();
  }

  /**
   * Pack some panels of A.
   *
   * @param a M x K elements
   * @param packed takes {@link #packedLeftSize} elements, from {@code packedIndex}; rows behind the last are 0
   */
  public static void packLeft(Matrix a, MemorySegment packed, long packedIndex, long fromPanel, long toPanel) {
    for (long panel = fromPanel; panel < toPanel; panel++) {
      long to = packedIndex + panel * rows() * a.columns();
      for (long k = 0; k < a.columns(); k++) {
        for (int row = 0; row < rows(); row++) {
          long from = panel * rows() + row;
          Memory.set(packed, to++, from < a.rows() ? a.get(from, k) : 0);
        }
      }
    }
  }

  /** Pack all of A. */
  public static void packLeft(Matrix a, MemorySegment packed, long packedIndex) {
    packLeft(a, packed, packedIndex, 0, Math.ceilDiv(a.rows(), (long) rows()));
  }

  /**
   * Pack a part of a panel of B.
   *
   * @param b K x N elements
   * @param fromRow first step k
   * @param rows number of steps k
   * @param panel which panel
   * @param packed takes {@code rows * columns()} elements, from {@code to}; columns behind the last are 0
   */
  public static void packRight(Matrix b, long fromRow, long rows, long panel, MemorySegment packed, long to) {
    long first = panel * columns();
    int valid = (int) Math.min(columns(), b.columns() - first);
    if (valid == columns() && b.columnStride() == 1) {
      packWholeRows(b, fromRow, rows, first, packed, to);
      return;
    }
    for (long k = 0; k < rows; k++) {
      long row = to + k * columns();
      b.copyRow(fromRow + k, first, valid, packed, row);
      for (int column = valid; column < columns(); column++) {
        Memory.set(packed, row + column, 0);
      }
    }
  }

  private static void packWholeRows(Matrix b, long fromRow, long rows, long column, MemorySegment packed, long to) {
    Tile tile = new Tile();
    tile.b = b.memory();
    tile.bIndex = b.index() + fromRow * b.rowStride() + column;
    tile.bStride = b.rowStride();
    tile.c = packed;
    tile.cIndex = to;
    tile.depth = Math.toIntExact(rows);
    MicroKernel.best().pack(tile);
  }

  /** Pack all of B: {@link #packedRightSize} elements. */
  public static void packRight(Matrix b, MemorySegment packed) {
    for (long panel = 0; panel * columns() < b.columns(); panel++) {
      packRight(b, 0, b.rows(), panel, packed, panel * columns() * b.rows());
    }
  }

  /** Where a part of a panel of B is: in elements of the memory. */
  public static final class Panel {
    private MemorySegment memory;
    private long index;
    private long stride;

    /**
     * Say where the part is.
     *
     * @param stride elements from a step k to the next
     */
    public void set(MemorySegment newMemory, long newIndex, long newStride) {
      memory = newMemory;
      index = newIndex;
      stride = newStride;
    }
  }

  /** Gives the panels of B, packed beforehand or when they are asked for. */
  @FunctionalInterface
  public interface RightPanels {
    /**
     * Provide a part of a panel.
     *
     * @param panel which panel
     * @param fromDepth first step k
     * @param depth number of steps k
     * @param place takes where it is
     */
    void provide(long panel, int fromDepth, int depth, Panel place);
  }

  /**
   * A product to compute.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A and rows of B
   * @param a packed panels of A, from element {@code aIndex}
   * @param aIndex where A begins
   * @param panels finds the panels of B
   * @param c takes C, from element {@code cIndex}, row by row
   * @param cIndex where C begins
   */
  public record Product(long m, long n, int k, MemorySegment a, long aIndex, RightPanels panels, MemorySegment c,
      long cIndex) {}

  /**
   * Compute the columns of some panels of B.
   *
   * @param product which
   * @param fromPanel first panel of B
   * @param toPanel behind the last panel of B
   * @param scratch memory for tiles that do not lie in C as a whole
   */
  public static void multiply(Product product, long fromPanel, long toPanel, Scratch scratch) {
    Panel place = new Panel();
    Tile tile = new Tile();
    tile.a = product.a;
    for (long panel = fromPanel; panel < toPanel; panel++) {
      int from = 0;
      do {
        tile.depth = Math.min(DEPTH, product.k - from);
        tile.adds = from > 0;
        product.panels.provide(panel, from, tile.depth, place);
        tile.b = place.memory;
        tile.bIndex = place.index;
        tile.bStride = place.stride;
        multiplyPanel(product, panel, from, tile, scratch);
        from += tile.depth;
      } while (from < product.k);
    }
  }

  private static void multiplyPanel(Product product, long panel, int from, Tile tile, Scratch scratch) {
    MicroKernel kernel = MicroKernel.best();
    long column = panel * kernel.columns();
    int columns = (int) Math.min(kernel.columns(), product.n - column);
    for (long row = 0; row < product.m; row += MicroKernel.ROWS) {
      int rows = (int) Math.min(MicroKernel.ROWS, product.m - row);
      tile.aIndex = product.aIndex + row * product.k + (long) from * MicroKernel.ROWS;
      long index = product.cIndex + row * product.n + column;
      if (rows == MicroKernel.ROWS && columns == kernel.columns()) {
        tile.c = product.c;
        tile.cIndex = index;
        tile.cStride = product.n;
        kernel.run(tile);
      } else {
        multiplyEdge(product, tile, index, new Extent(rows, columns), scratch);
      }
    }
  }

  private record Extent(int rows, int columns) {}

  /** Compute a tile beside C and copy what of it belongs to C. */
  private static void multiplyEdge(Product product, Tile tile, long index, Extent extent, Scratch scratch) {
    MicroKernel kernel = MicroKernel.best();
    MemorySegment memory = scratch.tile(MicroKernel.ROWS * kernel.columns());
    long length = (long) extent.columns * Float.BYTES;
    for (int row = 0; row < extent.rows && tile.adds; row++) {
      MemorySegment.copy(product.c, (index + row * product.n) * Float.BYTES, memory,
          (long) row * kernel.columns() * Float.BYTES, length);
    }
    tile.c = memory;
    tile.cIndex = 0;
    tile.cStride = kernel.columns();
    kernel.run(tile);
    for (int row = 0; row < extent.rows; row++) {
      MemorySegment.copy(memory, (long) row * kernel.columns() * Float.BYTES, product.c,
          (index + row * product.n) * Float.BYTES, length);
    }
  }
}
