package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The matrix whose product with a filter is a convolution: a row for each filter element (channel, depth, height, width, the
 * last one fastest), a column for each output element. It is never whole in memory: panels of it are made as they are needed.
 *
 * @param depth window along the depth; {@link Window#NONE} for images
 * @param height window along the height
 * @param width window along the width
 */
public record Im2Col(Window depth, Window height, Window width) {
  /** Tell whether the matrix is the input itself. */
  public boolean isIdentity() {
    return depth.isIdentity() && height.isIdentity() && width.isIdentity();
  }

  /** Return the number of columns. */
  public long columns() {
    return (long) depth.output() * height.output() * width.output();
  }

  /** Return the rows for one channel. */
  public int rowsPerChannel() {
    return depth.size() * height.size() * width.size();
  }

  /** Return the elements of one channel of the input. */
  public long planeSize() {
    return (long) depth.input() * height.input() * width.input();
  }

  /**
   * Make all rows of a few columns.
   *
   * @param input the channels, from element {@code index}
   * @param rows number of rows
   * @param strip which columns, and where they go
   * @param row takes one row at a time
   */
  public void pack(MemorySegment input, long index, int rows, ColumnStrip strip, float[] row) {
    if (isIdentity()) {
      for (int r = 0; r < rows; r++) {
        MemorySegment.copy(input, (index + r * columns() + strip.first()) * Float.BYTES, strip.memory(),
            strip.row(r) * Float.BYTES, (long) strip.count() * Float.BYTES);
      }
      return;
    }
    RowTaker taker = new RowTaker(input, row);
    for (int r = 0; r < rows; r++) {
      fill(index, r, strip.first(), strip.count(), taker);
      Memory.store(row, 0, strip.memory(), strip.row(r), strip.count());
    }
  }

  private void fill(long index, int row, long fromColumn, int valid, RowTaker taker) {
    long plane = index + row / rowsPerChannel() * planeSize();
    int element = row % rowsPerChannel();
    int w = element % width.size();
    int h = element / width.size() % height.size();
    int d = element / width.size() / height.size();
    int x = (int) (fromColumn % width.output());
    int y = (int) (fromColumn / width.output() % height.output());
    int z = (int) (fromColumn / width.output() / height.output());
    for (int at = 0; at < valid;) {
      int length = Math.min(valid - at, width.output() - x);
      int inZ = depth.position(z, d);
      int inY = height.position(y, h);
      if (inZ < 0 || inZ >= depth.input() || inY < 0 || inY >= height.input()) {
        taker.pad(at, length);
      } else {
        taker.take(plane + ((long) inZ * height.input() + inY) * width.input(), width.position(x, w), at, length);
      }
      at += length;
      x = 0;
      y++;
      if (y == height.output()) {
        y = 0;
        z++;
      }
    }
  }

  private boolean isInside(int position, int length) {
    return width.stride() == 1 && position >= 0 && position + length <= width.input();
  }

  /** Takes a row of the matrix, piece by piece. */
  private final class RowTaker {
    private final MemorySegment input;
    private final float[] values;

    RowTaker(MemorySegment input, float[] values) {
      this.input = input;
      this.values = values;
    }

    /** Take padding. */
    void pad(int at, int length) {
      Arrays.fill(values, at, at + length, 0);
    }

    /**
     * Take elements of one line of the input.
     *
     * @param line where the line begins
     * @param position the first element, which may lie in the padding, as those that follow {@code width.stride()} apart
     */
    void take(long line, int position, int at, int length) {
      if (isInside(position, length)) {
        Memory.load(input, line + position, values, at, length);
        return;
      }
      for (int i = 0; i < length; i++) {
        int from = position + i * width.stride();
        values[at + i] = from < 0 || from >= width.input() ? 0 : Memory.get(input, line + from);
      }
    }
  }
}
