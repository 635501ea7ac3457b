package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.Arguments;

/** What one call of a {@link RowKernel} works on. Of one thread, and reused from call to call. */
public final class RowCall extends Arguments<RowCall.Field> {
  private final LaneExtremes extremes = new LaneExtremes();
  private final PlainArrays plainArrays = new PlainArrays();

  /** Create a call of which nothing is set. */
  public RowCall() {
    super(Field.class);
    set(Field.EXTREMES, extremes.memory(), 0);
  }

  /** Return the arrays of kernels in plain Java. */
  PlainArrays plainArrays() {
    return plainArrays;
  }

  /** Return the least and the greatest results of calls that kept them, to which those of the next ones are added. */
  public LaneExtremes extremes() {
    return extremes;
  }

  /** What there is. */
  public enum Field {
    /** The first row of the first tile. */
    ROWS,
    /** Bytes from a tile's first row to the next tile's. */
    ROWS_STEP,
    /** Columns of the panel: for each step, a vector of elements of the step for each column. */
    WEIGHTS,
    /** Takes the first row of the first tile's results. */
    RESULTS,
    /** Bytes from a tile's results to the next tile's; of the residual as well. */
    RESULTS_STEP,
    /** What is added to the first row of the first tile's results. */
    RESIDUAL,
    /** A FLOAT32 for each column, those behind the last included. */
    BIAS,
    /** How many tiles, 1 or more. */
    TILES,
    /** For each row of a tile, an INT32 zero point and a FLOAT32 scale. Of integers. */
    ROW_SCALES,
    /** Bytes from a tile's row scales to the next tile's. Of integers. */
    ROW_SCALES_STEP,
    /** An INT32 for each column. Of integers. */
    COLUMN_SUMS,
    /** A FLOAT32 for each column. Of integers. */
    COLUMN_SCALES,
    /** A vector of the least results of each lane and one of the greatest, if they are kept. */
    EXTREMES;

    int offset() {
      return fieldOffset(this);
    }
  }

  /** Set the numbers of the rectifier. */
  public void set(Rectifier rectifier) {
    setConstants(rectifier.a(), rectifier.b(), rectifier.c());
  }
}
