package oar.runtime.arm.kernel.channelwise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.runtime.arm.machine.VectorWidth;

/**
 * How machine code cuts a line of output pixels: into tiles of pixels that are computed at once, so that what they share is loaded
 * once. Tiles that differ in nothing but their place make a run.
 *
 * @param width of the vectors
 * @param vectors how many vectors of channels are computed at once
 * @param runs the tiles, from left to right
 */
record LineTiles(VectorWidth width, int vectors, List<Run> runs) {
  /** Registers beside results and taps. */
  static final int TEMPORARIES = 3;

  private static final int MOST_PIXELS = 8;
  /** Fewer pixels than this do not share enough to keep a line of taps in registers for them. */
  private static final int FEWEST_SHARING = 3;
  /** Code with more combinations than this does not fit a cache. */
  private static final int MOST_COMBINATIONS = 1 << 12;

  /**
   * Tiles.
   *
   * @param pixels where each pixel's elements are, from the tile's origin on
   * @param origin pixel of the input line that the first tile counts from
   * @param step pixels of the input line from a tile's origin to the next tile's
   * @param count how many tiles
   */
  record Run(List<Span> pixels, int origin, int step, int count) {}

  /** Cut a line; empty if it cannot be had in short code with short offsets. */
  static Optional<LineTiles> of(ChannelwiseLine line, VectorWidth width) {
    int count = line.pixels().size();
    if (count == 0 || !hasShortOffsets(line)) {
      return Optional.empty();
    }
    int pixels = Math.ceilDiv(count, Math.ceilDiv(count, mostPixels(line, width)));
    List<Run> runs = new ArrayList<>();
    for (int first = 0; first < count; first += pixels) {
      append(runs, line.pixels().subList(first, Math.min(count, first + pixels)));
    }
    LineTiles result = new LineTiles(width, vectors(line, width, pixels), List.copyOf(runs));
    return result.isShort() ? Optional.of(result) : Optional.empty();
  }

  /** A line of taps and the results of a vector for each pixel fit the registers, or else taps stay in memory. */
  private static int mostPixels(ChannelwiseLine line, VectorWidth width) {
    int free = width.registers() - TEMPORARIES - line.filterWidth();
    return free < FEWEST_SHARING ? MOST_PIXELS : Math.min(MOST_PIXELS, free);
  }

  private static int vectors(ChannelwiseLine line, VectorWidth width, int pixels) {
    int all = Math.ceilDiv(line.channels(), width.lanes());
    int vectors = Math.clamp(width.registers() / 2 / pixels, 1, all);
    while (vectors > 1 && pixels > 1 && !holdsTaps(line, width, pixels * vectors, vectors)) {
      vectors--;
    }
    return vectors;
  }

  private static boolean holdsTaps(ChannelwiseLine line, VectorWidth width, int results, int vectors) {
    return results + line.filterWidth() * vectors + TEMPORARIES <= width.registers();
  }

  /** Tell whether a tile of so many pixels keeps a line of taps in registers. */
  boolean holdsTaps(ChannelwiseLine line, int pixels) {
    return pixels >= FEWEST_SHARING && holdsTaps(line, width, pixels * vectors, vectors);
  }

  private static void append(List<Run> runs, List<Span> pixels) {
    int origin = pixels.getFirst().first();
    List<Span> relative = pixels.stream().map(pixel -> pixel.from(origin)).toList();
    Run last = runs.isEmpty() ? null : runs.getLast();
    int step = last == null ? 0 : origin - (last.origin + (last.count - 1) * last.step);
    if (last != null && last.pixels.equals(relative) && (last.count == 1 || last.step == step)) {
      runs.set(runs.size() - 1, new Run(relative, last.origin, step, last.count + 1));
    } else {
      runs.add(new Run(relative, origin, 0, 1));
    }
  }

  private boolean isShort() {
    long combinations = 0;
    for (Run run : runs) {
      combinations += run.pixels.stream().mapToLong(Span::taps).sum();
    }
    return combinations * vectors <= MOST_COMBINATIONS;
  }

  private static boolean hasShortOffsets(ChannelwiseLine line) {
    long input = line.pixels().stream().mapToLong(pixel -> pixel.first() + (long) pixel.taps() * line.dilation()).max()
        .orElse(0);
    long most = Math.max(input, line.pixels().size()) + 1;
    return most <= Integer.MAX_VALUE / line.pixelStride()
        && line.filterWidth() + 1 <= Integer.MAX_VALUE / ChannelwiseWeights.tapStride(line.channels());
  }
}
