package oar.runtime.arm.pass;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** Arithmetic on constants of FLOAT32, which may be too large for one array. */
final class Floats {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 1 << 14;
  private static final int TILE = 64;

  /** Changes the floats of a tensor, a run of adjacent ones at a time. */
  @FunctionalInterface
  interface Change {
    /**
     * Change a run of floats.
     *
     * @param values the floats, at the start of an array that may be longer
     * @param length the number of them
     * @param from the position of the first one in the tensor
     */
    void apply(float[] values, int length, long from);
  }

  private Floats() {}

  /** Return a tensor of changed elements. */
  static Tensor changed(Tensor tensor, Change change) {
    MemorySegment result = Tensor.allocate(DataType.FLOAT32, tensor.shape());
    long count = tensor.elementCount();
    float[] values = new float[(int) Math.min(CHUNK, count)];
    for (long from = 0; from < count; from += values.length) {
      int length = (int) Math.min(values.length, count - from);
      MemorySegment.copy(tensor.data(), FLOAT, from * Float.BYTES, values, 0, length);
      change.apply(values, length, from);
      MemorySegment.copy(values, 0, result, FLOAT, from * Float.BYTES, length);
    }
    return new Tensor(DataType.FLOAT32, tensor.shape(), result);
  }

  /** Return a tensor of {@code factor * x + offset} for each element {@code x}. */
  static Tensor affine(Tensor tensor, float factor, float offset) {
    return changed(tensor, (values, length, from) -> {
      for (int i = 0; i < length; i++) {
        values[i] = factor * values[i] + offset;
      }
    });
  }

  /** Return the transpose of a matrix, tile by tile. */
  static Tensor transposed(Tensor matrix) {
    long rows = matrix.shape().dimension(0);
    long columns = matrix.shape().dimension(1);
    Shape shape = Shape.of(columns, rows);
    MemorySegment result = Tensor.allocate(DataType.FLOAT32, shape);
    float[] tile = new float[TILE * TILE];
    float[] row = new float[TILE];
    for (long i = 0; i < rows; i += TILE) {
      int height = (int) Math.min(TILE, rows - i);
      for (long j = 0; j < columns; j += TILE) {
        int width = (int) Math.min(TILE, columns - j);
        for (int r = 0; r < height; r++) {
          MemorySegment.copy(matrix.data(), FLOAT, ((i + r) * columns + j) * Float.BYTES, row, 0, width);
          for (int c = 0; c < width; c++) {
            tile[c * height + r] = row[c];
          }
        }
        for (int c = 0; c < width; c++) {
          MemorySegment.copy(tile, c * height, result, FLOAT, ((j + c) * rows + i) * Float.BYTES, height);
        }
      }
    }
    return new Tensor(DataType.FLOAT32, shape, result);
  }

  /**
   * Return the product of two matrices, summed in double precision.
   *
   * @param left {@code [N, M]}, or more dimensions in place of the second
   * @param right {@code [M, L]}, or more dimensions in place of the second
   * @return {@code [N, L]}, with the dimensions that {@code right} has for the second
   */
  static Tensor product(Tensor left, Tensor right) {
    long[] dimensions = right.shape().dimensions();
    dimensions[0] = left.shape().dimension(0);
    Shape shape = Shape.of(dimensions);
    MemorySegment result = Tensor.allocate(DataType.FLOAT32, shape);
    int inner = Math.toIntExact(right.shape().dimension(0));
    int length = Math.toIntExact(right.shape().elementCount(1, right.shape().rank()));
    float[] factors = new float[inner];
    float[] row = new float[length];
    for (long i = 0; i < dimensions[0]; i++) {
      double[] sums = new double[length];
      MemorySegment.copy(left.data(), FLOAT, i * inner * Float.BYTES, factors, 0, inner);
      for (int j = 0; j < inner; j++) {
        MemorySegment.copy(right.data(), FLOAT, (long) j * length * Float.BYTES, row, 0, length);
        addMultiple(sums, row, factors[j]);
      }
      for (int j = 0; j < length; j++) {
        row[j] = (float) sums[j];
      }
      MemorySegment.copy(row, 0, result, FLOAT, i * length * Float.BYTES, length);
    }
    return new Tensor(DataType.FLOAT32, shape, result);
  }

  private static void addMultiple(double[] sums, float[] row, double factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * row[i];
    }
  }

  /** Tell whether every element is zero. */
  static boolean areZero(Tensor tensor) {
    float[] values = new float[(int) Math.min(CHUNK, tensor.elementCount())];
    for (long from = 0; from < tensor.elementCount(); from += values.length) {
      int length = (int) Math.min(values.length, tensor.elementCount() - from);
      MemorySegment.copy(tensor.data(), FLOAT, from * Float.BYTES, values, 0, length);
      for (int i = 0; i < length; i++) {
        if (values[i] != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
