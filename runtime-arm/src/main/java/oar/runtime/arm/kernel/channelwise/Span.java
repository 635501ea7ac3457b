package oar.runtime.arm.kernel.channelwise;

import java.util.List;
import java.util.stream.IntStream;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Window;

/**
 * The elements along one dimension that an output element is made of. Elements that a window has in its padding do not take part.
 *
 * @param first the first element
 * @param firstTap which of the window's elements lies on it
 * @param taps how many elements there are, each a dilation behind the one before it
 */
record Span(int first, int firstTap, int taps) {
  /** Return the spans of a window's places. */
  static List<Span> of(Window window) {
    return IntStream.range(0, window.output()).mapToObj(place -> of(window, place)).toList();
  }

  private static Span of(Window window, int place) {
    int start = window.position(place, 0);
    int firstTap = Math.clamp(Math.ceilDiv(-start, window.dilation()), 0, window.size());
    int endTap = Math.clamp(Math.ceilDiv(window.input() - start, window.dilation()), firstTap, window.size());
    return endTap == firstTap
        ? new Span(0, 0, 0)
        : new Span(window.position(place, firstTap), firstTap, endTap - firstTap);
  }

  /** Return the spans of bins. */
  static List<Span> of(Bins bins) {
    return IntStream.range(0, bins.output()).mapToObj(bin -> of(bins, bin)).toList();
  }

  private static Span of(Bins bins, int bin) {
    return new Span(bins.start(bin), 0, bins.end(bin) - bins.start(bin));
  }

  /** Return the same elements as seen from one of the dimension's elements. */
  Span from(int origin) {
    return new Span(first - origin, firstTap, taps);
  }

  /** Return one of the elements. */
  int element(int index, int dilation) {
    return first + index * dilation;
  }
}
