package oar.runtime.arm.kernel;

import oar.runtime.arm.machine.Processor;

/**
 * The innermost part of a product of 8-bit integers: a tile of a few rows and {@link #COLUMNS} columns. The operand that stands
 * for activations is unsigned, that which stands for weights signed. Sums are exact in 32 bits, so that all kernels give the same.
 */
abstract sealed class IntegerKernel permits MachineIntegerKernel, PlainIntegerKernel {
  /** Columns of a tile. */
  static final int COLUMNS = 32;
  /** The most rows of a tile: with two vectors for each, sums fit the 32 registers of AVX-512. */
  static final int MOST_ROWS = 12;
  /** Successive steps k that lie side by side. */
  static final int GROUP = 4;
  /** With more steps k, 32 bits might not hold a sum of products of 255 and -127. */
  static final int DEEPEST = Integer.MAX_VALUE / (255 * 127);

  private static final IntegerKernel[] LEFT_WEIGHTS = new IntegerKernel[MOST_ROWS + 1];
  private static final IntegerKernel[] RIGHT_WEIGHTS = new IntegerKernel[MOST_ROWS + 1];

  static {
    for (int rows = 1; rows <= MOST_ROWS; rows++) {
      LEFT_WEIGHTS[rows] = create(rows, true);
      RIGHT_WEIGHTS[rows] = create(rows, false);
    }
  }

  private static IntegerKernel create(int rows, boolean leftIsWeights) {
    return Processor.hasDotProductsOf512Bits()
        ? new MachineIntegerKernel(rows, leftIsWeights)
        : new PlainIntegerKernel(rows, leftIsWeights);
  }

  /** Return the fastest kernel of this machine for tiles of so many rows, whose left or right operand is the weights. */
  static IntegerKernel of(int rows, boolean leftIsWeights) {
    return (leftIsWeights ? LEFT_WEIGHTS : RIGHT_WEIGHTS)[rows];
  }

  /** Compute one tile. */
  abstract void run(IntegerTile tile);
}
