package oar.runtime.arm.kernel.product;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.NativeFloats;
import oar.runtime.arm.kernel.product.RowCall.Field;

/**
 * A product of random shape and its operands.
 *
 * @param product its shape
 * @param columns columns of the panel, those behind the last included
 * @param tiles how many tiles
 * @param rectifier what is applied last
 * @param rows the left operand
 * @param weights the right operand
 * @param columnValues for each column: bias, scale, sum
 * @param rowScales for each row: zero point, scale
 * @param residual lies as the results do
 */
record RowCase(RowProduct product, int columns, int tiles, Rectifier rectifier, MemorySegment rows,
    MemorySegment weights, MemorySegment columnValues, MemorySegment rowScales, float[] residual) {
  private static final float UNTOUCHED = 12345;
  private static final int ROW_SCALE_BYTES = Integer.BYTES + Float.BYTES;

  /** Results in their memory, and the extremes of them all. */
  record Results(float[] values, float least, float greatest) {}

  /** Return a case whose tile has at most so many rows. */
  static RowCase random(Random random, Arithmetic arithmetic, int lanes, int vectors, int mostRows) {
    int count = 1 + random.nextInt(mostRows);
    RowDepth depth = depth(random);
    long rowStride = depth.offset(depth.lines() * depth.segments() - 1) + 4L * (depth.steps() + random.nextInt(5));
    RowTile tile = new RowTile(count, 1 + random.nextInt(count), rowStride, rowStride * (count + 1));
    int columns = vectors * lanes;
    long resultStride = 4L * (columns + random.nextInt(3));
    Rectifier rectifier = Rectifiers.random(random);
    RowProduct product = new RowProduct(arithmetic, tile, depth, vectors, 1 + random.nextInt(lanes), 4L * columns,
        resultStride, random.nextBoolean(), rectifier.kind(), random.nextBoolean(), random.nextBoolean());
    int tiles = 1 + random.nextInt(3);
    MemorySegment rowScales = Arena.ofAuto().allocate((long) tiles * count * ROW_SCALE_BYTES);
    for (int row = 0; row < tiles * count; row++) {
      rowScales.set(ValueLayout.JAVA_INT_UNALIGNED, (long) row * ROW_SCALE_BYTES, random.nextInt(256));
      rowScales.set(ValueLayout.JAVA_FLOAT_UNALIGNED, (long) row * ROW_SCALE_BYTES + Integer.BYTES,
          random.nextFloat() * 1e-3f);
    }
    int results = Math.toIntExact(tiles * count * resultStride / Float.BYTES);
    return new RowCase(product, columns, tiles, rectifier,
        elements(random, arithmetic, (tile.extent() + rowStride) * tiles),
        elements(random, arithmetic, 4L * columns * depth.total()), columnValues(random, columns), rowScales,
        NativeFloats.random(random, results));
  }

  private static RowDepth depth(Random random) {
    int steps = 1 + random.nextInt(20);
    int segments = 1 + random.nextInt(3);
    long segmentStride = 4L * (steps + random.nextInt(3));
    return new RowDepth(1 + random.nextInt(3), segments * segmentStride + 8, segments, segmentStride, steps);
  }

  private static MemorySegment elements(Random random, Arithmetic arithmetic, long bytes) {
    MemorySegment memory = Arena.ofAuto().allocate(bytes, Float.BYTES);
    for (long at = 0; at < bytes; at += 4) {
      switch (arithmetic) {
        case FLOATS -> memory.set(ValueLayout.JAVA_FLOAT, at, random.nextFloat() - 0.5f);
        case BYTES -> memory.set(ValueLayout.JAVA_INT, at, random.nextInt());
        case SHORTS -> {
          memory.set(ValueLayout.JAVA_SHORT, at, (short) (random.nextInt(512) - 256));
          memory.set(ValueLayout.JAVA_SHORT, at + 2, (short) (random.nextInt(512) - 256));
        }
      }
    }
    return memory;
  }

  private static MemorySegment columnValues(Random random, int columns) {
    MemorySegment memory = NativeFloats.of(NativeFloats.random(random, 3 * columns));
    for (int column = 0; column < columns; column++) {
      memory.setAtIndex(ValueLayout.JAVA_INT, 2L * columns + column, random.nextInt(1000) - 500);
    }
    return memory;
  }

  /** Compute the results. */
  Results run(RowKernel kernel) {
    float[] untouched = new float[residual.length];
    Arrays.fill(untouched, UNTOUCHED);
    MemorySegment results = NativeFloats.of(untouched);
    RowCall call = new RowCall();
    call.set(rectifier);
    call.set(Field.ROWS, rows, 0);
    call.set(Field.ROWS_STEP, rowsStep());
    call.set(Field.WEIGHTS, weights, 0);
    call.set(Field.RESULTS, results, 0);
    call.set(Field.RESULTS_STEP, product.tile().rows() * product.resultStride());
    call.set(Field.RESIDUAL, NativeFloats.of(residual), 0);
    call.set(Field.TILES, tiles);
    call.set(Field.BIAS, columnValues, 0);
    call.set(Field.COLUMN_SCALES, columnValues, 4L * columns);
    call.set(Field.COLUMN_SUMS, columnValues, 8L * columns);
    call.set(Field.ROW_SCALES, rowScales, 0);
    call.set(Field.ROW_SCALES_STEP, (long) product.tile().rows() * ROW_SCALE_BYTES);
    kernel.run(call);
    Extremes extremes = new Extremes();
    call.extremes().addTo(extremes);
    return new Results(results.toArray(ValueLayout.JAVA_FLOAT), extremes.least(), extremes.greatest());
  }

  private long rowsStep() {
    return rows.byteSize() / tiles;
  }

  /** Compute the results as they are defined. */
  Results byDefinition(int lanes) {
    float[] results = new float[residual.length];
    Arrays.fill(results, UNTOUCHED);
    float least = 0;
    float greatest = 0;
    for (int row = 0; row < tiles * product.tile().rows(); row++) {
      for (int column = 0; column < columns - lanes + product.lastLanes(); column++) {
        int at = Math.toIntExact(row * product.resultStride() / Float.BYTES) + column;
        float result = rectifier
            .apply((float) (realSum(row, column) + (product.hasResidual() ? residual[at] : 0)));
        results[at] = result;
        least = product.tracksExtremes() ? Math.min(least, result) : 0;
        greatest = product.tracksExtremes() ? Math.max(greatest, result) : 0;
      }
    }
    return new Results(results, least, greatest);
  }

  private double realSum(int row, int column) {
    float bias = columnValues.getAtIndex(ValueLayout.JAVA_FLOAT, column);
    double sum = sum(row, column);
    if (!product.arithmetic().isInteger()) {
      return sum + bias;
    }
    int zeroPoint = rowScales.get(ValueLayout.JAVA_INT_UNALIGNED, (long) row * ROW_SCALE_BYTES);
    double rowScale = rowScales.get(ValueLayout.JAVA_FLOAT_UNALIGNED, (long) row * ROW_SCALE_BYTES + Integer.BYTES);
    double scale = rowScale * columnValues.getAtIndex(ValueLayout.JAVA_FLOAT, columns + column);
    long columnSum = columnValues.getAtIndex(ValueLayout.JAVA_INT, 2L * columns + column);
    return (sum - zeroPoint * columnSum) * scale + bias;
  }

  private double sum(int row, int column) {
    RowDepth depth = product.depth();
    RowTile tile = product.tile();
    long first = row / tile.rows() * rowsStep() + tile.offset(row % tile.rows());
    double sum = 0;
    for (int step = 0; step < depth.total(); step++) {
      long left = first + depth.offset(step / depth.steps()) + 4L * (step % depth.steps());
      sum += product(left, 4L * ((long) step * columns + column));
    }
    return sum;
  }

  private double product(long left, long right) {
    double sum = 0;
    int size = product.arithmetic().elementBytes();
    for (int i = 0; i < product.arithmetic().elementsPerStep(); i++) {
      long element = (long) i * size;
      sum += switch (product.arithmetic()) {
        case FLOATS -> (double) rows.get(ValueLayout.JAVA_FLOAT, left) * weights.get(ValueLayout.JAVA_FLOAT, right);
        case SHORTS -> rows.get(ValueLayout.JAVA_SHORT, left + element)
            * weights.get(ValueLayout.JAVA_SHORT, right + element);
        case BYTES -> Byte.toUnsignedInt(rows.get(ValueLayout.JAVA_BYTE, left + element))
            * weights.get(ValueLayout.JAVA_BYTE, right + element);
      };
    }
    return sum;
  }
}
