package oar.runtime.arm.op.detection;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * {@code roi_align}: each bin is the average of points on a grid, {@code sampling_ratio} x {@code sampling_ratio} or about one
 * for each pixel, interpolated between the pixels around them. With {@code aligned}, pixels count by their centres; without,
 * regions are one pixel large at least. Weights along rows and columns are found separately.
 */
final class RegionAlign implements RegionPooling.Method {
  private final int samplingRatio;
  private final boolean isAligned;

  RegionAlign(OperatorReader reader) {
    samplingRatio = reader.operator().intAttribute("sampling_ratio", -1);
    isAligned = reader.operator().booleanAttribute("aligned", false);
  }

  @Override
  public long outputChannels(Planning planning, RegionMaps maps) {
    return maps.channels();
  }

  @Override
  public RegionPooling.Pooler plan(Planning planning, RegionMaps maps, Operand output) {
    return (region, image, box) -> {
      SampledAxis.Span vertical = span(maps, box.y1(), box.y2());
      SampledAxis.Span horizontal = span(maps, box.x1(), box.x2());
      int rowPoints = points(planning, vertical, maps.pooledHeight());
      int columnPoints = points(planning, horizontal, maps.pooledWidth());
      SampledAxis rows = new SampledAxis(vertical, maps.pooledHeight(), rowPoints, maps.height());
      SampledAxis columns = new SampledAxis(horizontal, maps.pooledWidth(), columnPoints, maps.width());
      Elements pixels = maps.elements();
      Elements results = Elements.of(output);
      long at = (long) region * maps.channels() * maps.bins();
      for (int channel = 0; channel < maps.channels(); channel++) {
        long plane = maps.plane(image, channel);
        for (int row = 0; row < maps.pooledHeight(); row++) {
          for (int column = 0; column < maps.pooledWidth(); column++) {
            double sum = sum(pixels, plane, maps.width(), rows.bin(row), columns.bin(column));
            results.set(at++, sum / ((double) rowPoints * columnPoints));
          }
        }
      }
    };
  }

  private SampledAxis.Span span(RegionMaps maps, double from, double to) {
    Precision precision = maps.precision();
    double offset = isAligned ? 0.5 : 0;
    double start = precision.round(precision.round(from * maps.scale()) - offset);
    double end = precision.round(precision.round(to * maps.scale()) - offset);
    double length = precision.round(end - start);
    return new SampledAxis.Span(start, isAligned ? length : Math.max(length, 1), precision);
  }

  private int points(Planning planning, SampledAxis.Span span, int bins) {
    double points = samplingRatio > 0 ? samplingRatio : span.points(bins);
    planning.require(points >= 0 && points <= SampledAxis.MOST_POINTS, "a region of " + span.length() + " pixels in "
        + bins + " bins takes " + points + " points in each; there may be from 0 to " + SampledAxis.MOST_POINTS);
    return (int) points;
  }

  private static double sum(Elements pixels, long plane, int width, SampledAxis.Bin rows, SampledAxis.Bin columns) {
    double sum = 0;
    for (int i = 0; i < rows.weights().length; i++) {
      long line = plane + (long) (rows.first() + i) * width + columns.first();
      double lineSum = 0;
      for (int j = 0; j < columns.weights().length; j++) {
        lineSum += columns.weights()[j] * pixels.getDouble(line + j);
      }
      sum += rows.weights()[i] * lineSum;
    }
    return sum;
  }
}
