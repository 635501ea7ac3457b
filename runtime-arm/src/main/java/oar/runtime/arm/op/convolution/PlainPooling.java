package oar.runtime.arm.op.convolution;

import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Pooling;
import oar.runtime.arm.op.Elements;

/**
 * Maximum or average of windows of planes of a type that has no kernel of its own.
 *
 * @param depth bins along the depth; one of one element for images
 * @param height bins along the height
 * @param width bins along the width
 * @param isMaximum maximum or average
 */
record PlainPooling(Bins depth, Bins height, Bins width, boolean isMaximum) {
  /** Compute one plane. */
  void run(Elements input, Elements output, long plane) {
    long start = plane * depth.input() * height.input() * width.input();
    long at = plane * depth.output() * height.output() * width.output();
    for (int z = 0; z < depth.output(); z++) {
      for (int y = 0; y < height.output(); y++) {
        for (int x = 0; x < width.output(); x++) {
          double combined = combine(input, start, z, y, x);
          double count = depth.count(z) * height.count(y) * width.count(x);
          output.set(at++, isMaximum ? combined : combined / count);
        }
      }
    }
  }

  private double combine(Elements input, long start, int outZ, int outY, int outX) {
    double combined = isMaximum ? Pooling.LEAST : 0;
    for (int z = depth.start(outZ); z < depth.end(outZ); z++) {
      for (int y = height.start(outY); y < height.end(outY); y++) {
        for (int x = width.start(outX); x < width.end(outX); x++) {
          double value = input.getDouble(start + ((long) z * height.input() + y) * width.input() + x);
          combined = isMaximum ? Math.max(combined, value) : combined + value;
        }
      }
    }
    return combined;
  }
}
