package oar.runtime.arm.kernel.channelwise;

import java.util.List;
import oar.runtime.arm.kernel.Bins;

/**
 * Where the pixels of a pool's input are.
 *
 * @param lines the input lines of each output line
 * @param pixels the pixels of each output pixel in those lines
 * @param inputWidth pixels of an input line
 */
record PooledPixels(List<Span> lines, List<Span> pixels, int inputWidth) {
  /** Widest lines that an image is cut into whose pixels all come together. */
  private static final int MOST_PIXELS = 16;

  /** Return the pixels of bins; a pool over all pixels takes them as they lie, in lines that are neither long nor many. */
  static PooledPixels of(Bins height, Bins width) {
    long pixels = (long) height.input() * width.input();
    if (!takesAll(height) || !takesAll(width) || pixels > Integer.MAX_VALUE) {
      return new PooledPixels(Span.of(height), Span.of(width), width.input());
    }
    int lineWidth = MOST_PIXELS;
    while (pixels % lineWidth != 0) {
      lineWidth--;
    }
    Span lines = new Span(0, 0, (int) (pixels / lineWidth));
    return new PooledPixels(List.of(lines), List.of(new Span(0, 0, lineWidth)), lineWidth);
  }

  private static boolean takesAll(Bins bins) {
    return bins.output() == 1 && bins.start(0) == 0 && bins.end(0) == bins.input() && bins.input() > 0;
  }
}
