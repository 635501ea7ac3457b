package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Operand;

/**
 * What becomes of the sums of a product: {@code activation(alpha * sum + summand)}.
 *
 * @param alpha factor of the sums
 * @param summand what is added
 * @param activation applied last
 * @param output M x N elements for each product, one behind the other: first the sums, then the results
 */
record Finish(float alpha, Optional<Summand> summand, UnaryFunction activation, Operand output) {
  /**
   * A matrix that is added to a product.
   *
   * @param operand its elements
   * @param factor of its elements
   * @param rowStride elements from a row to the next, 0 if all rows are alike
   * @param columnStride elements from a column to the next: 1, or 0 if all columns are alike
   */
  record Summand(Operand operand, float factor, long rowStride, int columnStride) {
    /** Describe a bias of one element for each column. */
    static Summand bias(Operand operand) {
      return new Summand(operand, 1, 0, 1);
    }

    private void load(long row, long column, float[] values, int count) {
      MemorySegment memory = operand.segment();
      long index = row * rowStride + column * columnStride;
      if (columnStride == 1) {
        Memory.load(memory, index, values, 0, count);
      } else {
        Arrays.fill(values, 0, count, Memory.get(memory, index));
      }
    }
  }

  /** Say that the sums are the results. */
  static Finish none(Operand output) {
    return new Finish(1, Optional.empty(), UnaryFunction.IDENTITY, output);
  }

  private boolean isNothing() {
    return alpha == 1 && summand.isEmpty() && activation == UnaryFunction.IDENTITY;
  }

  /**
   * Finish a part of a row of FLOAT32 sums.
   *
   * @param index where the part is in the output
   * @param row which row of its product
   * @param column first column of the part
   */
  void finish(long index, long row, long column, int length, Scratch scratch) {
    if (isNothing()) {
      return;
    }
    float[] line = scratch.floats(0, Scratch.CHUNK);
    float[] other = scratch.floats(1, Scratch.CHUNK);
    MemorySegment memory = output.segment();
    for (int at = 0; at < length; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, length - at);
      long from = column + at;
      Memory.load(memory, index + at, line, 0, count);
      Arrays.fill(other, 0, count, 0);
      summand.ifPresent(matrix -> matrix.load(row, from, other, count));
      addScaled(line, other, summand.map(Summand::factor).orElse(0f), count);
      activation.onFloats().apply(line, count, scratch);
      Memory.store(line, 0, memory, index + at, count);
    }
  }

  private void addScaled(float[] line, float[] other, float factor, int count) {
    for (int i = 0; i < count; i++) {
      line[i] = alpha * line[i] + factor * other[i];
    }
  }

  /** Finish the sums of any type of one product. */
  void finish(long index, long rows, long columns) {
    Elements results = Elements.of(output);
    for (long i = 0; i < rows * columns && !isNothing(); i++) {
      double other = 0;
      if (summand.isPresent()) {
        Summand matrix = summand.get();
        long place = i / columns * matrix.rowStride + i % columns * matrix.columnStride;
        other = matrix.factor * Elements.of(matrix.operand).getDouble(place);
      }
      results.set(index + i, activation.onDoubles().applyAsDouble(alpha * results.getDouble(index + i) + other));
    }
  }
}
