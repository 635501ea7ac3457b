package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Softmax over lines of elements, {@code e^d / sum of e^d} with {@code d = max(x - greatest, -64)}, or its logarithm,
 * {@code d - ln(sum of e^d)}. The bound is Paddle's; with it no element becomes 0, of which there would be no logarithm.
 *
 * @param isLogarithm which of them
 */
public record SoftmaxKernel(boolean isLogarithm) {
  private static final float LEAST = -64;
  private static final int VALUES = 0;
  private static final int COPY = 1;
  private static final int CHUNK = 2;

  /** Compute one line of adjacent elements; the results may take their memory. */
  public void line(MemorySegment x, MemorySegment out, long index, int length, Scratch scratch) {
    float[] values = scratch.floats(VALUES, length);
    float[] copy = scratch.floats(COPY, length);
    Memory.load(x, index, values, 0, length);
    System.arraycopy(values, 0, copy, 0, length);
    float max = Reductions.max(copy, length);
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(values[i] - max, LEAST);
    }
    System.arraycopy(values, 0, copy, 0, length);
    exponentials(copy, length, scratch);
    if (!isLogarithm) {
      System.arraycopy(copy, 0, values, 0, length);
    }
    float sum = Reductions.sum(copy, length);
    float factor = isLogarithm ? 1 : 1 / sum;
    float summand = isLogarithm ? (float) -Math.log(sum) : 0;
    for (int i = 0; i < length; i++) {
      values[i] = values[i] * factor + summand;
    }
    Memory.store(values, 0, out, index, length);
  }

  private static void exponentials(float[] values, int length, Scratch scratch) {
    float[] chunk = scratch.floats(CHUNK, Scratch.CHUNK);
    for (int at = 0; at < length; at += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, length - at);
      System.arraycopy(values, at, chunk, 0, count);
      Exponential.exp(chunk, count, scratch);
      System.arraycopy(chunk, 0, values, at, count);
    }
  }

  /**
   * Compute adjacent lines whose elements lie a stride apart; the results may take their memory.
   *
   * @param index first element of the first line
   */
  public void columns(Columns columns, MemorySegment x, MemorySegment out, long index, Scratch scratch) {
    float[] values = scratch.floats(VALUES, Scratch.CHUNK);
    float[] greatest = scratch.floats(COPY, Scratch.CHUNK);
    float[] sums = scratch.floats(CHUNK, Scratch.CHUNK);
    int lines = columns.lines;
    Arrays.fill(greatest, 0, lines, Float.NEGATIVE_INFINITY);
    Arrays.fill(sums, 0, lines, 0);
    for (long i = 0; i < columns.length; i++) {
      Memory.load(x, index + i * columns.stride, values, 0, lines);
      for (int line = 0; line < lines; line++) {
        greatest[line] = Math.max(greatest[line], values[line]);
      }
    }
    for (long i = 0; i < columns.length; i++) {
      Memory.load(x, index + i * columns.stride, values, 0, lines);
      lower(values, greatest, lines);
      Exponential.exp(values, lines, scratch);
      Arithmetic.add(sums, values, lines);
    }
    finish(columns, x, out, index, scratch);
  }

  private static void lower(float[] values, float[] greatest, int lines) {
    for (int line = 0; line < lines; line++) {
      values[line] = Math.max(values[line] - greatest[line], LEAST);
    }
  }

  /**
   * Where adjacent lines lie.
   *
   * @param stride from an element of a line to its next
   * @param length elements of each line
   * @param lines number of lines, at most {@link Scratch#CHUNK}
   */
  public record Columns(long stride, long length, int lines) {}

  private void finish(Columns columns, MemorySegment x, MemorySegment out, long index, Scratch scratch) {
    float[] values = scratch.floats(VALUES, Scratch.CHUNK);
    float[] greatest = scratch.floats(COPY, Scratch.CHUNK);
    float[] sums = scratch.floats(CHUNK, Scratch.CHUNK);
    for (int line = 0; line < columns.lines && isLogarithm; line++) {
      sums[line] = (float) Math.log(sums[line]);
    }
    for (long i = 0; i < columns.length; i++) {
      Memory.load(x, index + i * columns.stride, values, 0, columns.lines);
      lower(values, greatest, columns.lines);
      if (isLogarithm) {
        Arithmetic.subtract(values, sums, columns.lines);
      } else {
        Exponential.exp(values, columns.lines, scratch);
        Arithmetic.divide(values, sums, columns.lines);
      }
      Memory.store(values, 0, out, index + i * columns.stride, columns.lines);
    }
  }

  /** Compute one line in double precision, in its place. */
  public void line(double[] values, int length) {
    double max = Arrays.stream(values, 0, length).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(values[i] - max, LEAST);
      sum += Math.exp(values[i]);
    }
    for (int i = 0; i < length; i++) {
      values[i] = isLogarithm ? values[i] - Math.log(sum) : Math.exp(values[i]) / sum;
    }
  }
}
