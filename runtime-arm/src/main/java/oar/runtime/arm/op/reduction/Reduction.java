package oar.runtime.arm.op.reduction;

import oar.api.model.DataType;

/**
 * What a reduction makes of elements.
 *
 * @param fold how they become one
 * @param averages whether the result is divided by their number
 * @param result of which type it is
 */
record Reduction(Fold fold, boolean averages, Result result) {
  /** Of which type the result is. */
  enum Result {
    /** That of the elements. */
    SAME,
    /** INT64 for INT32 and truth values, as Paddle's sums, or what attribute {@code out_dtype} says. */
    SUM,
    /** A truth value; all elements but 0 are true. */
    TRUTH
  }

  Reduction(Fold fold, Result result) {
    this(fold, false, result);
  }

  /** Tell whether nothing comes of no elements: there is none that is the greatest, and no integer is their average. */
  boolean needsElements(DataType type) {
    return averages && !type.isFloatingPoint() || fold.isExtreme();
  }

  /** Tell whether attribute {@code out_dtype} counts. */
  boolean readsResultType() {
    return result == Result.SUM;
  }

  /**
   * Return the element type of the result.
   *
   * @param type that of the elements
   */
  DataType resultType(DataType type) {
    return switch (result) {
      case SAME -> type;
      case SUM -> type == DataType.INT32 || type == DataType.BOOL ? DataType.INT64 : type;
      case TRUTH -> DataType.BOOL;
    };
  }
}
