package oar.runtime.arm.op.detection;

import java.util.Arrays;
import oar.runtime.arm.op.Precision;

/** How the pixels along one dimension of a map weigh in the bins of a region, whose values are sums over points. */
final class SampledAxis {
  /** More points than this along a bin are no region of a map, but a mistake. */
  static final int MOST_POINTS = Short.MAX_VALUE;

  private final Bin[] bins;

  /**
   * Weigh the pixels.
   *
   * @param span of the region
   * @param count of bins that the region is cut into
   * @param points in each bin
   * @param pixels along the map
   */
  SampledAxis(Span span, int count, int points, int pixels) {
    bins = new Bin[count];
    double[] weights = new double[pixels];
    for (int bin = 0; bin < count; bin++) {
      Arrays.fill(weights, 0);
      int first = pixels;
      int end = 0;
      for (int point = 0; point < points; point++) {
        double at = span.point(bin, count, point, points);
        if (at >= -1 && at <= pixels) {
          int low = Math.clamp((long) at, 0, pixels - 1);
          int high = Math.min(low + 1, pixels - 1);
          double share = low == high ? 0 : Math.max(at, 0) - low;
          weights[low] += 1 - share;
          weights[high] += share;
          first = Math.min(first, low);
          end = Math.max(end, high + 1);
        }
      }
      bins[bin] = new Bin(first, first < end ? Arrays.copyOfRange(weights, first, end) : new double[0]);
    }
  }

  /** The weights of the pixels of a bin, from the first one on. */
  record Bin(int first, double[] weights) {}

  Bin bin(int number) {
    return bins[number];
  }

  /**
   * What a region covers along one dimension.
   *
   * @param start where it begins, in pixels of the map
   * @param length in pixels of the map
   * @param precision of each step
   */
  record Span(double start, double length, Precision precision) {
    /** Return how many points about a pixel apart each of some bins has. */
    double points(int bins) {
      return Math.ceil(precision.round(length / bins));
    }

    private double point(int bin, int bins, int point, int points) {
      double size = precision.round(length / bins);
      double inBin = precision.round(precision.round(point + 0.5) / points);
      return precision.round(start + precision.round(size * precision.round(bin + inBin)));
    }
  }
}
