package oar.runtime.arm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The matrix whose product with a filter is a deformable convolution: a row for each filter element (channel, height, width), a
 * column for each output element. Each element is sampled, with linear interpolation, where the window would take it from plus
 * an offset, and may be multiplied by a mask; samples outside the image are 0.
 *
 * @param height window along the height
 * @param width window along the width
 * @param channelsPerOffset channels that share their offsets, one after the other
 */
public record DeformableColumns(Window height, Window width, int channelsPerOffset) {
  /**
   * What the columns of an image are made of, each from an element on.
   *
   * @param input the image's channels [C, H, W]
   * @param offsets along height and width, [C / channelsPerOffset, window elements, 2, output elements]
   * @param mask [C / channelsPerOffset, window elements, output elements], or empty for ones
   */
  public record Image(MemorySegment input, long inputIndex, MemorySegment offsets, long offsetIndex,
      Optional<MemorySegment> mask, long maskIndex) {}

  /** Return the number of columns. */
  public long columns() {
    return (long) height.output() * width.output();
  }

  /** Return the elements of the window. */
  public int taps() {
    return height.size() * width.size();
  }

  /**
   * Make some rows of a few columns.
   *
   * @param image what the columns are made of
   * @param fromRow first row, counted from the image's first channel
   * @param rows number of rows
   * @param strip which columns, and where they go
   */
  public void pack(Image image, int fromRow, int rows, ColumnStrip strip) {
    strip.memory().asSlice(0, strip.row(rows) * Float.BYTES).fill((byte) 0);
    Sample sample = new Sample();
    int firstOffsets = fromRow / taps() / channelsPerOffset;
    int lastOffsets = (fromRow + rows - 1) / taps() / channelsPerOffset;
    for (int offsets = firstOffsets; offsets <= lastOffsets; offsets++) {
      for (int tap = 0; tap < taps(); tap++) {
        // Rows of one filter element are one for each channel.
        int fromChannel = Math.max(offsets * channelsPerOffset, Math.ceilDiv(fromRow - tap, taps()));
        int toChannel = Math.min((offsets + 1) * channelsPerOffset, Math.ceilDiv(fromRow + rows - tap, taps()));
        for (int column = 0; column < strip.count(); column++) {
          if (sample.locate(image, offsets, tap, strip.first() + column)) {
            for (int channel = fromChannel; channel < toChannel; channel++) {
              long row = (long) channel * taps() + tap - fromRow;
              Memory.set(strip.memory(), strip.row(row) + column, sample.take(image, channel));
            }
          }
        }
      }
    }
  }

  /** The four elements around a place in a channel, and how they weigh; those outside the image weigh nothing. */
  private final class Sample {
    private final long[] places = new long[4];
    private final float[] weights = new float[4];

    private void set(int corner, int y, int x, float weight) {
      boolean isInside = y >= 0 && y < height.input() && x >= 0 && x < width.input();
      places[corner] = isInside ? (long) y * width.input() + x : 0;
      weights[corner] = isInside ? weight : 0;
    }

    float take(Image image, int channel) {
      long plane = image.inputIndex + (long) channel * height.input() * width.input();
      float sum = 0;
      for (int corner = 0; corner < places.length; corner++) {
        sum += weights[corner] * Memory.get(image.input, plane + places[corner]);
      }
      return sum;
    }

    /** Find where a column is sampled for a filter element; false if that is outside the image. */
    boolean locate(Image image, int offsets, int tap, long column) {
      long place = (long) offsets * taps() + tap;
      long offset = image.offsetIndex + 2 * place * columns() + column;
      float y = height.position((int) (column / width.output()), tap / width.size())
          + Memory.get(image.offsets, offset);
      float x = width.position((int) (column % width.output()), tap % width.size())
          + Memory.get(image.offsets, offset + columns());
      if (!(y > -1 && y < height.input() && x > -1 && x < width.input())) {
        return false;
      }
      float mask = image.mask.isEmpty()
          ? 1
          : Memory.get(image.mask.get(), image.maskIndex + place * columns() + column);
      int top = (int) Math.floor(y);
      int left = (int) Math.floor(x);
      float down = y - top;
      float right = x - left;
      set(0, top, left, (1 - down) * (1 - right) * mask);
      set(1, top, left + 1, (1 - down) * right * mask);
      set(2, top + 1, left, down * (1 - right) * mask);
      set(3, top + 1, left + 1, down * right * mask);
      return true;
    }
  }
}
