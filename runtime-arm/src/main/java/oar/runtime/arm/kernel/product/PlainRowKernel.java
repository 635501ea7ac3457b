package oar.runtime.arm.kernel.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.product.RowCall.Field;

/** A kernel in plain Java, in loops over arrays that the JVM makes vectors of. Sums of integers are those of machine code. */
final class PlainRowKernel extends RowKernel {
  private final RowProduct product;
  private final int columns;
  private final int validColumns;

  PlainRowKernel(RowProduct product, int lanes) {
    this.product = product;
    this.columns = product.vectors() * lanes;
    this.validColumns = columns - lanes + product.lastLanes();
  }

  @Override
  public void run(RowCall call) {
    PlainArrays arrays = call.plainArrays();
    arrays.reserve(product, columns);
    if (product.arithmetic().isInteger()) {
      loadIntegers(call, arrays.integers());
    } else {
      loadFloats(call, arrays.floats());
    }
    for (long tile = 0; tile < call.number(Field.TILES); tile++) {
      for (int row = 0; row < product.tile().rows(); row += PlainArrays.ROWS) {
        int rows = Math.min(PlainArrays.ROWS, product.tile().rows() - row);
        if (product.arithmetic().isInteger()) {
          sumIntegers(call, tile, row, rows, arrays);
        } else {
          sumFloats(call, tile, row, rows, arrays);
        }
        for (int i = 0; i < rows; i++) {
          store(call, tile, row + i, arrays.results(i));
        }
      }
    }
  }

  private void loadFloats(RowCall call, float[] weights) {
    for (int step = 0; step < product.depth().total(); step++) {
      MemorySegment.copy(call.memory(Field.WEIGHTS), Memory.FLOAT,
          call.offset(Field.WEIGHTS) + step * product.weightStride(), weights, step * columns, columns);
    }
  }

  /** Bring the elements of a step that belong to one column, which lie side by side, into lines of their own. */
  private void loadIntegers(RowCall call, int[] weights) {
    MemorySegment memory = call.memory(Field.WEIGHTS);
    int count = product.arithmetic().elementsPerStep();
    for (int step = 0; step < product.depth().total(); step++) {
      long place = call.offset(Field.WEIGHTS) + step * product.weightStride();
      for (int i = 0; i < count * columns; i++) {
        weights[(step * count + i % count) * columns + i / count] = count == Arithmetic.BYTES.elementsPerStep()
            ? memory.get(ValueLayout.JAVA_BYTE, place + i)
            : memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, place + (long) i * Short.BYTES);
      }
    }
  }

  /** Return where a segment of a row begins; a row behind the last one stands for the last. */
  private long place(RowCall call, long tile, int row, int segment) {
    int last = product.tile().rows() - 1;
    return call.offset(Field.ROWS) + tile * call.number(Field.ROWS_STEP) + product.tile().offset(Math.min(row, last))
        + product.depth().offset(segment);
  }

  private void sumFloats(RowCall call, long tile, int row, int rows, PlainArrays arrays) {
    for (int i = 0; i < rows; i++) {
      Memory.load(call.memory(Field.BIAS), call.offset(Field.BIAS) / Float.BYTES, arrays.results(i), 0, columns);
    }
    MemorySegment memory = call.memory(Field.ROWS);
    RowDepth depth = product.depth();
    int weight = 0;
    for (int segment = 0; segment < depth.lines() * depth.segments(); segment++) {
      long a = place(call, tile, row, segment);
      long b = place(call, tile, row + 1, segment);
      long c = place(call, tile, row + 2, segment);
      long d = place(call, tile, row + 3, segment);
      for (int step = 0; step < depth.steps(); step++) {
        long at = (long) step * Float.BYTES;
        arrays.add(weight, columns, memory.get(Memory.FLOAT, a + at), memory.get(Memory.FLOAT, b + at),
            memory.get(Memory.FLOAT, c + at), memory.get(Memory.FLOAT, d + at));
        weight += columns;
      }
    }
  }

  private void sumIntegers(RowCall call, long tile, int row, int rows, PlainArrays arrays) {
    RowDepth depth = product.depth();
    int count = product.arithmetic().elementsPerStep();
    for (int i = 0; i < rows; i++) {
      int[] sums = arrays.sums();
      Arrays.fill(sums, 0, columns, 0);
      int weight = 0;
      for (int segment = 0; segment < depth.lines() * depth.segments(); segment++) {
        long place = place(call, tile, row + i, segment);
        for (int element = 0; element < depth.steps() * count; element++) {
          arrays.add(weight, columns, element(call, place, element));
          weight += columns;
        }
      }
      scale(call, tile, row + i, sums, arrays.results(i));
    }
  }

  private int element(RowCall call, long place, int element) {
    MemorySegment memory = call.memory(Field.ROWS);
    return product.arithmetic() == Arithmetic.BYTES
        ? Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, place + element))
        : memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, place + (long) element * Short.BYTES);
  }

  private void scale(RowCall call, long tile, int row, int[] sums, float[] results) {
    long rowScale = call.offset(Field.ROW_SCALES) + tile * call.number(Field.ROW_SCALES_STEP)
        + (long) row * (Integer.BYTES + Float.BYTES);
    MemorySegment rowScales = call.memory(Field.ROW_SCALES);
    int zeroPoint = rowScales.get(ValueLayout.JAVA_INT_UNALIGNED, rowScale);
    float scale = rowScales.get(ValueLayout.JAVA_FLOAT_UNALIGNED, rowScale + Integer.BYTES);
    for (int i = 0; i < columns; i++) {
      int columnSum = call.memory(Field.COLUMN_SUMS).get(ValueLayout.JAVA_INT_UNALIGNED,
          call.offset(Field.COLUMN_SUMS) + (long) i * Integer.BYTES);
      results[i] = Math.fma((float) (sums[i] - zeroPoint * columnSum), scale * column(call, Field.COLUMN_SCALES, i),
          column(call, Field.BIAS, i));
    }
  }

  private static float column(RowCall call, Field field, int column) {
    return call.memory(field).get(Memory.FLOAT, call.offset(field) + (long) column * Float.BYTES);
  }

  private void store(RowCall call, long tile, int row, float[] results) {
    long place = tile * call.number(Field.RESULTS_STEP) + row * product.resultStride();
    for (int i = 0; i < validColumns && product.hasResidual(); i++) {
      results[i] += call.memory(Field.RESIDUAL).get(Memory.FLOAT,
          call.offset(Field.RESIDUAL) + place + (long) i * Float.BYTES);
    }
    if (product.rectifier() != Rectifier.Kind.NONE) {
      Rectifier rectifier = new Rectifier(product.rectifier(), call.constant(0), call.constant(1), call.constant(2));
      for (int i = 0; i < validColumns; i++) {
        results[i] = rectifier.apply(results[i]);
      }
    }
    for (int i = 0; i < validColumns && product.tracksExtremes(); i++) {
      call.extremes().include(results[i]);
    }
    MemorySegment.copy(results, 0, call.memory(Field.RESULTS), Memory.FLOAT, call.offset(Field.RESULTS) + place,
        validColumns);
  }
}
