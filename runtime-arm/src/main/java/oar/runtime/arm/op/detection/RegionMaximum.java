package oar.runtime.arm.op.detection;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code roi_pool}: each bin is the greatest of the whole pixels that it covers, 0 if there is none; Argmax, INT64, is where in
 * the map that is, or -1. Regions are brought to whole pixels first.
 */
final class RegionMaximum implements RegionPooling.Method {
  private final Output places;

  RegionMaximum(OperatorReader reader) {
    places = reader.output("Argmax");
  }

  @Override
  public long outputChannels(Planning planning, RegionMaps maps) {
    return maps.channels();
  }

  @Override
  public RegionPooling.Pooler plan(Planning planning, RegionMaps maps, Operand output) {
    Operand placeOutput = planning.put(places, DataType.INT64, output.shape());
    return (region, image, box) -> {
      PixelRange[] rows = ranges(maps, box.y1(), box.y2(), maps.pooledHeight(), maps.height());
      PixelRange[] columns = ranges(maps, box.x1(), box.x2(), maps.pooledWidth(), maps.width());
      Elements results = Elements.of(output);
      Elements resultPlaces = Elements.of(placeOutput);
      long at = (long) region * maps.channels() * maps.bins();
      for (int channel = 0; channel < maps.channels(); channel++) {
        long plane = maps.plane(image, channel);
        for (PixelRange row : rows) {
          for (PixelRange column : columns) {
            long place = greatest(maps, plane, row, column);
            resultPlaces.set(at, place);
            results.set(at++, place >= 0 ? maps.elements().getDouble(plane + place) : least(maps, row, column));
          }
        }
      }
    };
  }

  private static PixelRange[] ranges(RegionMaps maps, double from, double to, int bins, int pixels) {
    Precision precision = maps.precision();
    double start = Precision.toInteger(precision.round(from * maps.scale()));
    double end = Precision.toInteger(precision.round(to * maps.scale()));
    // Paddle finds bins in single precision whatever the type of the maps.
    float size = (float) Math.max(end - start + 1, 1) / bins;
    PixelRange[] ranges = new PixelRange[bins];
    for (int bin = 0; bin < bins; bin++) {
      ranges[bin] = PixelRange.of(start + Math.floor(bin * size), start + Math.ceil((bin + 1) * size), pixels);
    }
    return ranges;
  }

  /** Return where the first of the greatest pixels is, or -1 if no pixel is a number. */
  private static long greatest(RegionMaps maps, long plane, PixelRange rows, PixelRange columns) {
    Elements pixels = maps.elements();
    double most = Double.NEGATIVE_INFINITY;
    long place = -1;
    for (int row = rows.start(); row < rows.end(); row++) {
      for (int column = columns.start(); column < columns.end(); column++) {
        long index = (long) row * maps.width() + column;
        double value = pixels.getDouble(plane + index);
        if (value > most) {
          most = value;
          place = index;
        }
      }
    }
    return place;
  }

  private static double least(RegionMaps maps, PixelRange row, PixelRange column) {
    boolean isEmpty = row.size() == 0 || column.size() == 0;
    return isEmpty ? 0 : maps.precision().least();
  }
}
