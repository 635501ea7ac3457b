package oar.runtime.arm.kernel.channelwise;

import oar.runtime.arm.kernel.product.LaneExtremes;
import oar.runtime.arm.machine.Arguments;

/** What one call of a {@link ChannelwiseKernel} works on. Of one thread, and reused from call to call. */
public final class ChannelwiseCall extends Arguments<ChannelwiseCall.Field> {
  private final LaneExtremes extremes = new LaneExtremes();

  /** Create a call of which nothing is set. */
  public ChannelwiseCall() {
    super(Field.class);
    set(Field.EXTREMES, extremes.memory(), 0);
  }

  /** Return the least and the greatest results of calls that kept them, to which those of the next ones are added. */
  public LaneExtremes extremes() {
    return extremes;
  }

  /** What there is; of lines, their first pixels. */
  enum Field {
    /** The first of the input lines that the output line is made of. */
    INPUT,
    /** Bytes from an input line to the next. */
    LINE_STRIDE,
    /** How many input lines, 1 or more for machine code. */
    LINES,
    /** Takes the output line. */
    OUTPUT,
    /** What is added to the output line. */
    RESIDUAL,
    /** The filter's taps for the first input line. Of convolutions. */
    TAPS,
    /** A FLOAT32 for each channel of all vectors, which the combination begins with. */
    START,
    /** A FLOAT32 for each output pixel, which the sum is multiplied by. Of averages. */
    FACTORS,
    /** A vector of the least results of each lane and one of the greatest, if they are kept. */
    EXTREMES;

    int offset() {
      return fieldOffset(this);
    }
  }
}
