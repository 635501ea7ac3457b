package oar.api.quantization;

import oar.api.model.Quantization;
import oar.api.model.Shape;

/**
 * How the channels of a weight lie in memory: {@code outer} times over, {@code count} channels of {@code inner} adjacent
 * elements each.
 */
record Channels(long outer, int count, long inner) {
  /** Takes a run of adjacent elements: all of one channel, or each of the next one. */
  @FunctionalInterface
  interface ChunkConsumer {
    /**
     * Take a chunk.
     *
     * @param offset index of its first element
     * @param length number of elements
     * @param channel channel of the first element
     * @param step 0 if all elements are of that channel, 1 if each is of the next
     */
    void accept(long offset, int length, int channel, int step);
  }

  static Channels of(Shape shape, int channelAxis) {
    if (channelAxis == Quantization.PER_TENSOR) {
      return new Channels(1, 1, shape.elementCount());
    }
    return new Channels(shape.elementCount(0, channelAxis), Math.toIntExact(shape.dimension(channelAxis)),
        shape.elementCount(channelAxis + 1, shape.rank()));
  }

  void forEachChunk(int chunk, ChunkConsumer consumer) {
    if (inner == 1) {
      forEachRowChunk(chunk, consumer);
      return;
    }
    long offset = 0;
    for (long block = 0; block < outer; block++) {
      for (int channel = 0; channel < count; channel++) {
        for (long done = 0; done < inner; done += chunk) {
          consumer.accept(offset + done, (int) Math.min(chunk, inner - done), channel, 0);
        }
        offset += inner;
      }
    }
  }

  private void forEachRowChunk(int chunk, ChunkConsumer consumer) {
    for (long row = 0; row < outer; row++) {
      for (int channel = 0; channel < count; channel += chunk) {
        consumer.accept(row * count + channel, Math.min(chunk, count - channel), channel, 1);
      }
    }
  }
}
