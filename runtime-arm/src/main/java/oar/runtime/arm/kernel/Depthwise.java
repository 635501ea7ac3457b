package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Convolution of one image plane with one filter.
 *
 * @param height window along the height
 * @param width window along the width
 * @param layout how the plane is laid out
 */
public record Depthwise(Window height, Window width, PlaneLayout layout) {
  /** Describe a convolution. */
  public Depthwise(Window height, Window width) {
    this(height, width, new PlaneLayout(height, width));
  }

  /** Return the elements of the array that {@link #load} fills. */
  public int planeSize() {
    return layout.size();
  }

  /**
   * Lay a plane out.
   *
   * @param input the plane, from element {@code index}
   * @param plane takes {@link #planeSize} elements
   * @param line takes one line
   */
  public void load(MemorySegment input, long index, float[] plane, float[] line) {
    Arrays.fill(plane, 0, planeSize(), 0);
    for (int y = 0; y < height.input(); y++) {
      long from = index + (long) y * width.input();
      if (width.stride() == 1) {
        Memory.load(input, from, plane, layout.place(y, 0), width.input());
      } else {
        Memory.load(input, from, line, 0, width.input());
        for (int x = 0; x < width.input(); x++) {
          plane[layout.place(y, x)] = line[x];
        }
      }
    }
  }

  /**
   * Compute one line of the output.
   *
   * @param plane what {@link #load} has filled
   * @param filter the filter's elements, row by row, from {@code filterIndex}
   * @param y which line
   * @param line has the values to add to, and takes the sums
   */
  public void computeLine(float[] plane, float[] filter, int filterIndex, int y, float[] line) {
    for (int h = 0; h < height.size(); h++) {
      int weight = filterIndex + h * width.size();
      int w = 0;
      for (; w + 3 <= width.size(); w += 3) {
        int a = layout.first(y, h, w);
        int b = layout.first(y, h, w + 1);
        int c = layout.first(y, h, w + 2);
        addThree(plane, new int[]{a, b, c}, filter, weight + w, line);
      }
      for (; w < width.size(); w++) {
        addOne(plane, layout.first(y, h, w), filter[weight + w], line, width.output());
      }
    }
  }

  private void addThree(float[] plane, int[] from, float[] filter, int weight, float[] line) {
    int a = from[0];
    int b = from[1];
    int c = from[2];
    float first = filter[weight];
    float second = filter[weight + 1];
    float third = filter[weight + 2];
    for (int x = 0; x < width.output(); x++) {
      line[x] = Math.fma(first, plane[a + x],
          Math.fma(second, plane[b + x], Math.fma(third, plane[c + x], line[x])));
    }
  }

  private static void addOne(float[] plane, int from, float weight, float[] line, int length) {
    for (int x = 0; x < length; x++) {
      line[x] = Math.fma(weight, plane[from + x], line[x]);
    }
  }
}
