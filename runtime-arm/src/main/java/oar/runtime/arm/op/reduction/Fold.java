package oar.runtime.arm.op.reduction;

import oar.runtime.arm.kernel.Reductions;

/** How many elements become one. */
enum Fold {
  /** Their sum. */
  SUM(0, 0) {
    @Override
    double fold(double result, double[] x, int length) {
      return result + Reductions.sum(x, length);
    }

    @Override
    double apply(double x, double y) {
      return x + y;
    }

    @Override
    long apply(long x, long y) {
      return x + y;
    }
  },

  /** Their product. */
  PRODUCT(1, 1) {
    @Override
    double apply(double x, double y) {
      return x * y;
    }

    @Override
    long apply(long x, long y) {
      return x * y;
    }
  },

  /** The greatest; of NaN and what follows it, what follows it, as in Paddle. */
  MAX(Double.NEGATIVE_INFINITY, Long.MIN_VALUE) {
    @Override
    double apply(double x, double y) {
      return x > y ? x : y;
    }

    @Override
    long apply(long x, long y) {
      return Math.max(x, y);
    }
  },

  /** The least; of NaN and what follows it, what follows it, as in Paddle. */
  MIN(Double.POSITIVE_INFINITY, Long.MAX_VALUE) {
    @Override
    double apply(double x, double y) {
      return x < y ? x : y;
    }

    @Override
    long apply(long x, long y) {
      return Math.min(x, y);
    }
  },

  /** The greatest, or NaN if there is one. */
  MAX_OR_NAN(Double.NEGATIVE_INFINITY, Long.MIN_VALUE) {
    @Override
    double apply(double x, double y) {
      return Math.max(x, y);
    }

    @Override
    long apply(long x, long y) {
      return Math.max(x, y);
    }
  },

  /** The least, or NaN if there is one. */
  MIN_OR_NAN(Double.POSITIVE_INFINITY, Long.MAX_VALUE) {
    @Override
    double apply(double x, double y) {
      return Math.min(x, y);
    }

    @Override
    long apply(long x, long y) {
      return Math.min(x, y);
    }
  };

  private final double startOnDoubles;
  private final long startOnLongs;

  Fold(double startOnDoubles, long startOnLongs) {
    this.startOnDoubles = startOnDoubles;
    this.startOnLongs = startOnLongs;
  }

  /** Return what nothing becomes. */
  double startOnDoubles() {
    return startOnDoubles;
  }

  /** Return what no integer becomes. */
  long startOnLongs() {
    return startOnLongs;
  }

  /** Tell whether nothing comes of no elements. */
  boolean isExtreme() {
    return this != SUM && this != PRODUCT;
  }

  abstract double apply(double x, double y);

  abstract long apply(long x, long y);

  /** Return what a result and further elements become; the array's elements are lost. */
  double fold(double result, double[] x, int length) {
    double folded = result;
    for (int i = 0; i < length; i++) {
      folded = apply(folded, x[i]);
    }
    return folded;
  }

  /** Fold each of further elements into the result at its place. */
  void combine(double[] results, double[] x, int length) {
    for (int i = 0; i < length; i++) {
      results[i] = apply(results[i], x[i]);
    }
  }
}
