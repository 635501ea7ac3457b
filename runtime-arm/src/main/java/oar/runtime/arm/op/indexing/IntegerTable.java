package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;

/**
 * A table of INT8 rows, of which only those that are looked up become real numbers.
 *
 * @param shape [words, width]
 * @param integers the rows
 * @param scales FLOAT32, one for each word, for each place of a row, or for the whole table
 * @param wordStride scales from a word to the next: 1 or 0
 * @param placeStride scales from a place of a row to the next: 1 or 0
 */
record IntegerTable(Shape shape, MemorySegment integers, MemorySegment scales, int wordStride, int placeStride) {
  private static final int RANK = 2;

  /** Tell whether a weight is a table. */
  static boolean isFor(Weight weight) {
    return weight.shape().rank() == RANK && weight.shape().dimension(1) <= Integer.MAX_VALUE;
  }

  /** Describe a weight. */
  static IntegerTable of(Weight weight) {
    Quantization quantization = weight.quantization().orElseThrow();
    int axis = quantization.channelAxis();
    return new IntegerTable(weight.shape(), weight.tensor().data(), quantization.scales().data(), axis == 0 ? 1 : 0,
        axis == 1 ? 1 : 0);
  }

  /**
   * Copy rows.
   *
   * @param words which rows; a negative number stands for a row of zeros
   * @param target FLOAT32, takes a row for each word
   * @param from first word to copy
   * @param to behind the last word to copy
   */
  void gather(long[] words, MemorySegment target, long from, long to, Scratch scratch) {
    int width = (int) shape.dimension(1);
    float[] row = scratch.floats(0, width);
    for (long i = from; i < to; i++) {
      long word = words[(int) i];
      if (word < 0) {
        target.asSlice(i * width * Float.BYTES, (long) width * Float.BYTES).fill((byte) 0);
      } else {
        load(word, row, width);
        Memory.store(row, 0, target, i * width, width);
      }
    }
  }

  private void load(long word, float[] row, int width) {
    long scale = word * wordStride;
    for (int place = 0; place < width; place++) {
      row[place] = integers.get(ValueLayout.JAVA_BYTE, word * width + place)
          * Memory.get(scales, scale + (long) place * placeStride);
    }
  }
}
