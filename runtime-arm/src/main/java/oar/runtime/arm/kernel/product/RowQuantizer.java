package oar.runtime.arm.kernel.product;

import java.util.Optional;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.VectorWidth;

/**
 * Quantizes rows of FLOAT32 to what a product of integers reads: {@code floor(clamp(x * (1 / scale) + (zero point + 1/2), 0,
 * 255.5))}, with one rounding before the last. Immutable.
 */
public abstract sealed class RowQuantizer permits MachineRowQuantizer, PlainRowQuantizer {
  /** The greatest number that is cut off to 255. */
  static final float HIGHEST = 255.5f;

  /** How rows lie. */
  final RowFormat format;

  RowQuantizer(RowFormat format) {
    this.format = format;
  }

  /**
   * How rows lie.
   *
   * @param arithmetic what they become
   * @param length elements of a row, 1 or more
   * @param paddedLength elements from a row's integers to the next row's, at least as many; what is between is left alone
   */
  record RowFormat(Arithmetic arithmetic, int length, int paddedLength) {}

  /**
   * Return the fastest quantizer for a machine.
   *
   * @param arithmetic what elements become
   * @param length elements of a row, 1 or more; rows follow each other without a gap
   * @param paddedLength elements from a row's integers to the next row's, at least as many
   */
  public static RowQuantizer of(Arithmetic arithmetic, int length, int paddedLength, Machine machine) {
    RowFormat format = new RowFormat(arithmetic, length, paddedLength);
    return machine.vectors().equals(Optional.of(VectorWidth.BITS_512))
        ? new MachineRowQuantizer(format)
        : new PlainRowQuantizer(format);
  }

  /** Quantize rows; scale and zero point are the call's constants. */
  public abstract void run(QuantizerCall call);
}
