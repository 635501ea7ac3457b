package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Convolution of 8-bit planes with 8-bit filters, in exact 32-bit sums.
 *
 * @param height window along the height
 * @param width window along the width
 * @param layout how a plane is laid out
 */
public record IntegerConvolution(Window height, Window width, PlaneLayout layout) {
  /** Describe a convolution. */
  public IntegerConvolution(Window height, Window width) {
    this(height, width, new PlaneLayout(height, width));
  }

  /** Return the elements of one plane that {@link #load} fills. */
  public int planeSize() {
    return layout.size();
  }

  /**
   * Lay a plane out.
   *
   * @param input the plane, from byte {@code index}
   * @param planes takes {@link #planeSize} elements, from {@code to}
   */
  public void load(MemorySegment input, long index, int[] planes, int to) {
    Arrays.fill(planes, to, to + planeSize(), 0);
    for (int y = 0; y < height.input(); y++) {
      for (int x = 0; x < width.input(); x++) {
        planes[to + layout.place(y, x)] = input.get(ValueLayout.JAVA_BYTE, index + (long) y * width.input() + x);
      }
    }
  }

  /**
   * Add the products of one plane with one filter.
   *
   * @param planes what {@link #load} has filled
   * @param from where the plane begins
   * @param filter the filter's elements, row by row, from {@code filterIndex}
   * @param sums of the output plane, added to
   */
  public void add(int[] planes, int from, byte[] filter, int filterIndex, int[] sums) {
    for (int h = 0; h < height.size(); h++) {
      for (int w = 0; w < width.size(); w++) {
        int weight = filter[filterIndex + h * width.size() + w];
        for (int y = 0; y < height.output(); y++) {
          addLine(planes, from + layout.first(y, h, w), weight, sums, y * width.output());
        }
      }
    }
  }

  private void addLine(int[] planes, int from, int weight, int[] sums, int to) {
    for (int x = 0; x < width.output(); x++) {
      sums[to + x] += weight * planes[from + x];
    }
  }
}
