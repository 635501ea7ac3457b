package oar.runtime.arm.op.resampling;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/** The elements around a position in an image or a volume, and how they weigh; those outside weigh nothing. */
public final class Sample {
  private final int[] extents;
  private final Precision precision;
  private final boolean isLinear;
  private final double[] position;
  private final long[] places;
  private final double[] weights;

  /**
   * Prepare to take samples.
   *
   * @param extents elements of an image or a volume along each dimension
   * @param precision in which weights are computed
   * @param isLinear whether between elements it is interpolated, or the nearest one taken
   */
  public Sample(int[] extents, Precision precision, boolean isLinear) {
    this.extents = extents.clone();
    this.precision = precision;
    this.isLinear = isLinear;
    position = new double[extents.length];
    places = new long[isLinear ? 1 << extents.length : 1];
    weights = new double[places.length];
  }

  /** Set the position along one dimension, counted in elements. */
  public void setCoordinate(int dimension, double value) {
    position[dimension] = value;
  }

  /** Find the elements around the position. */
  public void locate() {
    for (int corner = 0; corner < places.length; corner++) {
      long place = 0;
      double weight = 1;
      for (int i = 0; i < extents.length; i++) {
        boolean isUpper = (corner >> i & 1) == 1;
        double lower = isLinear ? Math.floor(position[i]) : Precision.toInteger(position[i]);
        double element = isUpper ? lower + 1 : lower;
        double distance = precision.round(position[i] - lower);
        boolean isInside = element >= 0 && element < extents[i] && (isLinear || isSampled(i));
        double share = isUpper ? distance : isLinear ? precision.round(lower + 1 - position[i]) : 1;
        weight = isInside ? precision.round(weight * share) : 0;
        place = place * extents[i] + (isInside ? (long) element : 0);
      }
      places[corner] = place;
      weights[corner] = weight;
    }
  }

  /** Tell whether a place is inside. As in Paddle, of volumes half an element around them is not, of images it is. */
  private boolean isSampled(int dimension) {
    return extents.length == 2 || position[dimension] >= 0 && position[dimension] <= extents[dimension] - 1;
  }

  /** Return what a plane has at the position. */
  public double take(Elements images, long plane) {
    long start = plane;
    for (int extent : extents) {
      start *= extent;
    }
    double sum = 0;
    for (int corner = 0; corner < places.length; corner++) {
      sum += weights[corner] == 0 ? 0 : weights[corner] * images.getDouble(start + places[corner]);
    }
    return sum;
  }
}
