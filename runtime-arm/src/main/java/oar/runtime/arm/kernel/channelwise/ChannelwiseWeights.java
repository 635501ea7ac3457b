package oar.runtime.arm.kernel.channelwise;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Memory;

/**
 * A filter for each channel and a number for each that its sums begin with, as kernels read them: taps one behind the other, row
 * by row, the channels of each side by side, as many as whole vectors have. Any number of threads may read it.
 */
public final class ChannelwiseWeights {
  /** Channels are as many as vectors of all widths hold. */
  private static final int LANES = 16;
  private static final long ALIGNMENT = LANES * Float.BYTES;

  private final MemorySegment memory;
  private final int channels;
  private final int taps;

  private ChannelwiseWeights(int channels, int taps) {
    this.channels = channels;
    this.taps = taps;
    memory = Arena.ofAuto().allocate((taps + 1L) * tapStride(channels), ALIGNMENT);
  }

  /**
   * Pack a filter.
   *
   * @param filter its elements, [C, 1, h, w]
   * @param bias an element for each channel, or none
   * @param channels C
   */
  public static ChannelwiseWeights of(float[] filter, float[] bias, int channels) {
    ChannelwiseWeights weights = new ChannelwiseWeights(channels, filter.length / channels);
    for (int channel = 0; channel < channels; channel++) {
      weights.set(0, channel, bias.length == 0 ? 0 : bias[channel]);
      for (int tap = 0; tap < weights.taps; tap++) {
        weights.set(tap + 1, channel, filter[channel * weights.taps + tap]);
      }
    }
    return weights;
  }

  /** Return numbers to begin with where there are no taps. */
  static ChannelwiseWeights start(int channels, float start) {
    ChannelwiseWeights weights = new ChannelwiseWeights(channels, 0);
    for (int channel = 0; channel < channels; channel++) {
      weights.set(0, channel, start);
    }
    return weights;
  }

  private void set(int row, int channel, float value) {
    memory.set(Memory.FLOAT, row * tapStride(channels) + (long) channel * Float.BYTES, value);
  }

  /** Return the bytes from a tap's channels to the next tap's. */
  static long tapStride(int channels) {
    return Math.ceilDiv(channels, LANES) * ALIGNMENT;
  }

  /** Return the number of channels. */
  public int channels() {
    return channels;
  }

  /** Return the number of taps. */
  int taps() {
    return taps;
  }

  /** Return the memory: first what sums begin with, then the taps. */
  MemorySegment memory() {
    return memory;
  }

  /** Return where a tap is, in bytes. */
  long offset(int tap) {
    return (tap + 1) * tapStride(channels);
  }
}
