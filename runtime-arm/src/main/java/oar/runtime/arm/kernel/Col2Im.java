package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The reverse of {@link Im2Col} for one image plane: adds each row of a matrix, one row for each filter element and one column
 * for each place of the filter, to where the filter element lay.
 *
 * @param height window along the height; its input is this plane's height
 * @param width window along the width; its input is this plane's width
 */
public record Col2Im(Window height, Window width) {
  /** Return the number of places of the filter, which are the columns of the matrix. */
  public int columns() {
    return height.output() * width.output();
  }

  /** Return the elements of the plane. */
  public int planeSize() {
    return height.input() * width.input();
  }

  /**
   * Add up one plane.
   *
   * @param matrix {@code height.size() * width.size()} rows, from element {@code index}
   * @param plane takes the sums
   * @param line takes one line of a row
   */
  public void add(MemorySegment matrix, long index, float[] plane, float[] line) {
    Arrays.fill(plane, 0, planeSize(), 0);
    for (int h = 0; h < height.size(); h++) {
      for (int w = 0; w < width.size(); w++) {
        long row = index + (long) (h * width.size() + w) * columns();
        for (int y = 0; y < height.output(); y++) {
          int to = height.position(y, h);
          if (to >= 0 && to < height.input()) {
            Memory.load(matrix, row + (long) y * width.output(), line, 0, width.output());
            addLine(line, plane, to * width.input(), w);
          }
        }
      }
    }
  }

  private void addLine(float[] line, float[] plane, int at, int w) {
    int first = width.position(0, w);
    int last = first + (width.output() - 1) * width.stride();
    if (width.stride() == 1 && first >= 0 && last < width.input()) {
      for (int x = 0; x < width.output(); x++) {
        plane[at + first + x] += line[x];
      }
      return;
    }
    for (int x = 0; x < width.output(); x++) {
      int to = first + x * width.stride();
      if (to >= 0 && to < width.input()) {
        plane[at + to] += line[x];
      }
    }
  }
}
