package oar.runtime.arm.op.sorting;

import oar.runtime.arm.op.Precision;

/** What a scan makes of the elements so far and the next one. */
enum Accumulation {
  /** Their sum. */
  SUM(0) {
    @Override
    double apply(double result, double x) {
      return result + x;
    }

    @Override
    long apply(long result, long x) {
      return result + x;
    }
  },

  /** Their product. */
  PRODUCT(1) {
    @Override
    double apply(double result, double x) {
      return result * x;
    }

    @Override
    long apply(long result, long x) {
      return result * x;
    }
  },

  /** The logarithm of the sum of their exponentials; of real numbers only. */
  LOG_SUM_EXP(0) {
    @Override
    boolean takesIntegers() {
      return false;
    }

    /** Return the least number rather than minus infinity, whose difference to itself is none. */
    @Override
    double startOnDoubles(Precision precision) {
      return precision.least();
    }

    /** Compare such that NaN counts as the result so far, as in Paddle. */
    @Override
    double apply(double result, double x) {
      double lesser = x < result ? x : result;
      double greater = result < x ? x : result;
      return greater + Math.log1p(Math.exp(lesser - greater));
    }

    @Override
    long apply(long result, long x) {
      throw new IllegalStateException("no integer is a logarithm of a sum");
    }
  };

  private final long start;

  Accumulation(long start) {
    this.start = start;
  }

  boolean takesIntegers() {
    return true;
  }

  /** Return what nothing becomes. */
  double startOnDoubles(Precision precision) {
    return start;
  }

  /** Return what no integer becomes. */
  long startOnLongs() {
    return start;
  }

  abstract double apply(double result, double x);

  abstract long apply(long result, long x);
}
