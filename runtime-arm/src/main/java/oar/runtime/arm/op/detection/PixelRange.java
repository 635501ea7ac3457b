package oar.runtime.arm.op.detection;

/**
 * The pixels along one dimension of a map that a bin of a region covers.
 *
 * @param start the first pixel
 * @param end behind the last pixel; not more than {@code start} if the bin is empty
 */
record PixelRange(int start, int end) {
  /** Return the range from one position to another, as far as the map goes. */
  static PixelRange of(double from, double to, int pixels) {
    return new PixelRange(hold(from, pixels), hold(to, pixels));
  }

  private static int hold(double position, int pixels) {
    return (int) Math.min(Math.max(position, 0), pixels);
  }

  int size() {
    return Math.max(end - start, 0);
  }
}
