package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Maximum or average over bins of one plane. Lines are combined first, as a whole, then the elements of the combined line.
 *
 * @param depth bins along the depth; one of one element for images
 * @param height bins along the height
 * @param width bins along the width
 * @param isMaximum maximum or average
 */
public record Pooling(Bins depth, Bins height, Bins width, boolean isMaximum) {
  /** What Paddle gives for the maximum of nothing, in any type. */
  public static final float LEAST = -Float.MAX_VALUE;

  /** Return the elements of a plane of the input. */
  public long inputSize() {
    return (long) depth.input() * height.input() * width.input();
  }

  /** Return the elements of a plane of the output. */
  public long outputSize() {
    return (long) depth.output() * height.output() * width.output();
  }

  /**
   * Compute one plane.
   *
   * @param input the plane, from element {@code index}
   * @param output takes the plane, from element {@code to}
   * @param scratch arrays 0 to 2 are used
   */
  public void run(MemorySegment input, long index, MemorySegment output, long to, Scratch scratch) {
    float[] line = scratch.floats(0, width.input());
    float[] combined = scratch.floats(1, width.input());
    float[] results = scratch.floats(2, width.output());
    long at = to;
    for (int z = 0; z < depth.output(); z++) {
      for (int y = 0; y < height.output(); y++) {
        Arrays.fill(combined, 0, width.input(), isMaximum ? LEAST : 0);
        for (int inZ = depth.start(z); inZ < depth.end(z); inZ++) {
          for (int inY = height.start(y); inY < height.end(y); inY++) {
            Memory.load(input, index + ((long) inZ * height.input() + inY) * width.input(), line, 0, width.input());
            combine(combined, line);
          }
        }
        finish(combined, results, depth.count(z) * height.count(y));
        Memory.store(results, 0, output, at, width.output());
        at += width.output();
      }
    }
  }

  private void combine(float[] combined, float[] line) {
    if (isMaximum) {
      for (int x = 0; x < width.input(); x++) {
        combined[x] = Math.max(combined[x], line[x]);
      }
    } else {
      for (int x = 0; x < width.input(); x++) {
        combined[x] += line[x];
      }
    }
  }

  private void finish(float[] combined, float[] results, int lines) {
    for (int bin = 0; bin < width.output(); bin++) {
      float result = isMaximum ? LEAST : 0;
      for (int x = width.start(bin); x < width.end(bin); x++) {
        result = isMaximum ? Math.max(result, combined[x]) : result + combined[x];
      }
      results[bin] = isMaximum ? result : result / (lines * width.count(bin));
    }
  }
}
