package oar.runtime.arm.op.resampling;

/**
 * Where the elements of one dimension of a resampled tensor come from: each one lies between two elements of the input.
 *
 * @param mode how coordinates are computed
 * @param input elements of the input
 * @param output elements of the output
 * @param ratio input elements for each output element
 */
record Coordinates(Mode mode, int input, int output, float ratio) {
  /** How an output coordinate d becomes an input coordinate. */
  enum Mode {
    /** d * ratio, with ratio (in - 1) / (out - 1): the corners fall on the corners. */
    CORNERS,
    /** (d + 0.5) * ratio - 0.5: the centres of the pixels correspond. */
    CENTERS,
    /** d * ratio. */
    PLAIN
  }

  /**
   * Describe one dimension.
   *
   * @param scale how much larger the output was asked to be, 0 if only its size was given
   */
  static Coordinates of(Mode mode, int input, int output, float scale) {
    float ratio = 0;
    if (output > 1) {
      ratio = mode == Mode.CORNERS ? (input - 1f) / (output - 1) : scale > 0 ? 1 / scale : (float) input / output;
    }
    return new Coordinates(mode, input, output, ratio);
  }

  /** Return the input coordinate of an output element. */
  float source(int d) {
    return mode == Mode.CENTERS ? ratio * (d + 0.5f) - 0.5f : ratio * d;
  }

  /** Return the input element nearest to an output element. */
  int nearest(int d) {
    return (int) (mode == Mode.CORNERS ? source(d) + 0.5f : source(d));
  }
}
