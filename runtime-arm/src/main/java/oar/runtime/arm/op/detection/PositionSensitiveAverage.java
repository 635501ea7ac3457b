package oar.runtime.arm.op.detection;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * {@code psroi_pool}: each bin of each of {@code output_channels} is the average of the pixels that it covers of a channel of its
 * own, 0 if there is none.
 */
final class PositionSensitiveAverage implements RegionPooling.Method {
  private static final double LEAST_SIZE = 0.1;

  private final int channels;

  PositionSensitiveAverage(OperatorReader reader) {
    channels = reader.operator().intAttribute("output_channels", 1);
    if (channels < 1) {
      throw reader.refuse("output_channels is " + channels + "; it must be 1 or more");
    }
  }

  @Override
  public long outputChannels(Planning planning, RegionMaps maps) {
    long expected = (long) channels * maps.bins();
    planning.require(maps.channels() == expected, "input " + maps.x() + " must have " + expected + " channels, "
        + maps.pooledHeight() + " x " + maps.pooledWidth() + " bins in " + channels + " output channels");
    return channels;
  }

  @Override
  public RegionPooling.Pooler plan(Planning planning, RegionMaps maps, Operand output) {
    return (region, image, box) -> {
      PixelRange[] rows = ranges(maps, box.y1(), box.y2(), maps.pooledHeight(), maps.height());
      PixelRange[] columns = ranges(maps, box.x1(), box.x2(), maps.pooledWidth(), maps.width());
      Elements results = Elements.of(output);
      long at = (long) region * maps.channels();
      for (int channel = 0; channel < maps.channels(); channel++) {
        PixelRange row = rows[channel / maps.pooledWidth() % maps.pooledHeight()];
        PixelRange column = columns[channel % maps.pooledWidth()];
        results.set(at++, average(maps, maps.plane(image, channel), row, column));
      }
    };
  }

  private static PixelRange[] ranges(RegionMaps maps, double from, double to, int bins, int pixels) {
    Precision precision = maps.precision();
    double start = precision.round(Precision.toInteger(from) * maps.scale());
    double end = precision.round(precision.round(Precision.toInteger(to) + 1) * maps.scale());
    double least = precision.round(LEAST_SIZE);
    double size = precision.round(Math.max(precision.round(end - start), least) / bins);
    PixelRange[] ranges = new PixelRange[bins];
    for (int bin = 0; bin < bins; bin++) {
      double binStart = precision.round(precision.round(bin * size) + start);
      double binEnd = precision.round(precision.round((bin + 1) * size) + start);
      ranges[bin] = PixelRange.of(Math.floor(binStart), Math.ceil(binEnd), pixels);
    }
    return ranges;
  }

  private static double average(RegionMaps maps, long plane, PixelRange rows, PixelRange columns) {
    Elements pixels = maps.elements();
    double sum = 0;
    for (int row = rows.start(); row < rows.end(); row++) {
      for (int column = columns.start(); column < columns.end(); column++) {
        sum += pixels.getDouble(plane + (long) row * maps.width() + column);
      }
    }
    double area = (double) rows.size() * columns.size();
    return area == 0 ? 0 : sum / area;
  }
}
