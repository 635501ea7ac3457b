package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Operand;

/**
 * What becomes of the sums of a product: {@code activation(alpha * sum + summand + residual)}.
 *
 * @param alpha factor of the sums
 * @param summand what is added
 * @param residual added as well, FLOAT32 of the output's shape
 * @param activation applied last
 * @param output M x N elements for each product, one behind the other: first the sums, then the results
 */
record Finish(float alpha, Optional<Summand> summand, Optional<Operand> residual, UnaryFunction activation,
    Operand output) {
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

    private boolean isBias() {
      return factor == 1 && rowStride == 0 && columnStride == 1;
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
    return new Finish(1, Optional.empty(), Optional.empty(), UnaryFunction.IDENTITY, output);
  }

  /**
   * What kernels do before they store FLOAT32 sums.
   *
   * @param bias a number for each column
   * @param residual what else is added
   * @param rectifier applied last
   */
  record Fused(Optional<Operand> bias, Optional<Operand> residual, Rectifier rectifier) {
    private static final Fused NOTHING = new Fused(Optional.empty(), Optional.empty(), Rectifier.NONE);
  }

  private boolean addsInKernels() {
    return alpha == 1 && summand.map(Summand::isBias).orElse(true);
  }

  /** Return what kernels do of it. */
  Fused fused() {
    return addsInKernels()
        ? new Fused(summand.map(Summand::operand), residual, activation.rectifier().orElse(Rectifier.NONE))
        : Fused.NOTHING;
  }

  /** Return what kernels leave to do. */
  Finish rest() {
    if (!addsInKernels()) {
      return this;
    }
    UnaryFunction left = activation.rectifier().isPresent() ? UnaryFunction.IDENTITY : activation;
    return new Finish(1, Optional.empty(), Optional.empty(), left, output);
  }

  /** Tell whether the sums are the results. */
  boolean isNothing() {
    return alpha == 1 && summand.isEmpty() && residual.isEmpty() && activation == UnaryFunction.IDENTITY;
  }

  /**
   * Finish a row of FLOAT32 sums.
   *
   * @param index where the row is in the output
   * @param row which row of its product
   * @param columns its elements
   */
  void finish(long index, long row, int columns, Scratch scratch) {
    float[] line = scratch.floats(0, Scratch.CHUNK);
    float[] other = scratch.floats(1, Scratch.CHUNK);
    MemorySegment memory = output.segment();
    for (int at = 0; at < columns; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, columns - at);
      Memory.load(memory, index + at, line, 0, count);
      if (alpha != 1 || summand.isPresent()) {
        Arrays.fill(other, 0, count, 0);
        if (summand.isPresent()) {
          summand.get().load(row, at, other, count);
        }
        addScaled(line, other, summand.isPresent() ? summand.get().factor : 0, count);
      }
      if (residual.isPresent()) {
        Memory.load(residual.get().segment(), index + at, other, 0, count);
        Arithmetic.add(line, other, count);
      }
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
      if (residual.isPresent()) {
        other += Elements.of(residual.get()).getDouble(index + i);
      }
      results.set(index + i, activation.onDoubles().applyAsDouble(alpha * results.getDouble(index + i) + other));
    }
  }
}
