package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
   * Make a part of a panel that {@link Gemm} multiplies with.
   *
   * @param input the channels, from element {@code index}
   * @param fromRow first row
   * @param rows number of rows
   * @param panel which panel of {@link Gemm#columns} columns; those behind the last one are 0
   * @param row takes one row at a time, at least {@link Gemm#columns} elements
   * @param packed takes the rows, one behind the other
   */
  public void pack(MemorySegment input, long index, int fromRow, int rows, long panel, float[] row,
      MemorySegment packed) {
    if (isIdentity()) {
      Gemm.packRight(new Matrix(fromRow + rows, columns(), input, index, columns(), 1), fromRow, rows, panel, packed,
          0);
      return;
    }
    int wide = Gemm.columns();
    long fromColumn = panel * wide;
    int valid = (int) Math.min(wide, columns() - fromColumn);
    Arrays.fill(row, 0, wide, 0);
    FloatTaker taker = new FloatTaker(input, row);
    for (int r = 0; r < rows; r++) {
      fill(index, fromRow + r, fromColumn, valid, taker);
      Memory.store(row, 0, packed, (long) r * wide, wide);
    }
  }

  /** Takes a row of the matrix, piece by piece. */
  private interface RowTaker {
    /** Take padding. */
    void pad(int at, int length);

    /**
     * Take elements of one line of the input.
     *
     * @param line where the line begins
     * @param position the first element, which may lie in the padding, as those that follow {@code width.stride()} apart
     */
    void take(long line, int position, int at, int length);
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

  /** Takes rows of FLOAT32. */
  private final class FloatTaker implements RowTaker {
    private final MemorySegment input;
    private final float[] values;

    FloatTaker(MemorySegment input, float[] values) {
      this.input = input;
      this.values = values;
    }

    @Override
    public void pad(int at, int length) {
      Arrays.fill(values, at, at + length, 0);
    }

    @Override
    public void take(long line, int position, int at, int length) {
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

  /** Takes rows of bytes. */
  private final class ByteTaker implements RowTaker {
    private final MemorySegment input;
    private final byte padding;
    private final MemorySegment rows;
    private long row;

    ByteTaker(MemorySegment input, byte padding, MemorySegment rows) {
      this.input = input;
      this.padding = padding;
      this.rows = rows;
    }

    @Override
    public void pad(int at, int length) {
      rows.asSlice(row + at, length).fill(padding);
    }

    @Override
    public void take(long line, int position, int at, int length) {
      if (isInside(position, length)) {
        MemorySegment.copy(input, line + position, rows, row + at, length);
        return;
      }
      for (int i = 0; i < length; i++) {
        int from = position + i * width.stride();
        rows.set(ValueLayout.JAVA_BYTE, row + at + i,
            from < 0 || from >= width.input() ? padding : input.get(ValueLayout.JAVA_BYTE, line + from));
      }
    }
  }

  /**
   * Make all rows of a few columns of the matrix of an input of bytes.
   *
   * @param input the channels, from byte {@code index}
   * @param rowCount number of rows
   * @param fromColumn first column
   * @param count number of columns
   * @param padding what stands for 0
   * @param rows takes the rows, {@code stride} bytes apart
   */
  public void bytes(MemorySegment input, long index, int rowCount, long fromColumn, int count, byte padding,
      MemorySegment rows, long stride) {
    ByteTaker taker = new ByteTaker(input, padding, rows);
    for (int row = 0; row < rowCount; row++) {
      taker.row = row * stride;
      fill(index, row, fromColumn, count, taker);
    }
  }
}
