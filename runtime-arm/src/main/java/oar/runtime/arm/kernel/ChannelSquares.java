package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Sums of squares over neighbouring channels.
 *
 * @param channels number of channels
 * @param planeSize elements of a channel that lie together
 * @param reach how many channels on either side of one belong to it
 */
public record ChannelSquares(long channels, long planeSize, int reach) {
  private static final int LINE_ARRAY = 1;

  /**
   * Sum up for a part of a plane.
   *
   * @param x planes of all channels, image by image
   * @param plane the channel's plane, counted through all images
   * @param at first element of the part
   * @param length elements of the part, at most {@link Scratch#CHUNK}
   * @param sums takes the sums
   */
  public void sum(MemorySegment x, long plane, long at, int length, float[] sums, Scratch scratch) {
    float[] line = scratch.floats(LINE_ARRAY, Scratch.CHUNK);
    long channel = plane % channels;
    long first = Math.max(channel - reach, 0) - channel;
    long last = Math.min(channel + reach, channels - 1) - channel;
    Arrays.fill(sums, 0, length, 0);
    for (long offset = first; offset <= last; offset++) {
      Memory.load(x, (plane + offset) * planeSize + at, line, 0, length);
      for (int i = 0; i < length; i++) {
        sums[i] += line[i] * line[i];
      }
    }
  }
}
