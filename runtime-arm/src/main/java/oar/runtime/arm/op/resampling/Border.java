package oar.runtime.arm.op.resampling;

import oar.runtime.arm.op.Precision;

/** What a position outside an image stands for. */
enum Border {
  /** Nothing: all is 0 there. */
  ZEROS {
    @Override
    double apply(double position, int extent, Precision precision) {
      return position;
    }
  },

  /** The nearest position inside. */
  CLAMP {
    @Override
    double apply(double position, int extent, Precision precision) {
      return Math.min(Math.max(position, 0), extent - 1.0);
    }
  },

  /** Its mirror image, the centres of the first and last element being the mirrors. */
  REFLECT_AT_CENTRES {
    @Override
    double apply(double position, int extent, Precision precision) {
      return extent == 1 ? 0 : fold(position, 2.0 * (extent - 1), precision);
    }
  },

  /** Its mirror image, the outer edges of the first and last element being the mirrors. */
  REFLECT_AT_EDGES {
    @Override
    double apply(double position, int extent, Precision precision) {
      double folded = fold(precision.round(position + 0.5), 2.0 * extent, precision);
      return CLAMP.apply(precision.round(folded - 0.5), extent, precision);
    }
  };

  /**
   * Return a position for one along a dimension.
   *
   * @param position counted in elements
   * @param extent elements of the dimension
   * @param precision in which positions are computed
   */
  abstract double apply(double position, int extent, Precision precision);

  private static double fold(double position, double period, Precision precision) {
    double distance = Math.abs(position);
    double periods = Math.floor(precision.round(distance / period));
    double rest = precision.round(distance - precision.round(periods * period));
    return Math.min(rest, precision.round(period - rest));
  }
}
