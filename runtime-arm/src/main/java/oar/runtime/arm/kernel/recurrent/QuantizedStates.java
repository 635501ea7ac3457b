package oar.runtime.arm.kernel.recurrent;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineExtremes;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.QuantizerCall;
import oar.runtime.arm.kernel.product.RowQuantizer;
import oar.runtime.arm.machine.Machine;

/** The states of slots as integers, each with a zero point and a scale of its own, anew at each step. */
final class QuantizedStates {
  private final long rowBytes;
  private final MemorySegment integers;
  private final MemorySegment rowScales;
  private final LineExtremes lineExtremes;
  private final RowQuantizer quantizer;

  /**
   * Take memory.
   *
   * @param units of a state
   * @param columns what states are multiplied by
   * @param slots how many at most
   */
  QuantizedStates(Machine machine, int units, PackedColumns columns, int slots) {
    int padded = columns.steps() * columns.arithmetic().elementsPerStep();
    rowBytes = (long) padded * columns.arithmetic().elementBytes();
    integers = Arena.ofAuto().allocate(Math.max(1, slots * rowBytes), Long.BYTES);
    rowScales = Arena.ofAuto().allocate(Math.max(1, (long) slots * PanelProduct.ROW_SCALE_BYTES), Long.BYTES);
    lineExtremes = LineExtremes.of(units, machine);
    quantizer = RowQuantizer.of(columns.arithmetic(), units, padded, machine);
  }

  /** Quantize the states of a range of slots. */
  void quantize(Slots states, int from, int to, Scratch scratch) {
    QuantizerCall call = scratch.object(QuantizerCall.class, QuantizerCall::new);
    LineCall line = scratch.object(LineCall.class, LineCall::new);
    Extremes extremes = scratch.object(Extremes.class, Extremes::new);
    ActivationQuantization quantization = scratch.object(ActivationQuantization.class, ActivationQuantization::new);
    call.set(QuantizerCall.Field.ROWS, 1);
    for (int slot = from; slot < to; slot++) {
      long place = slot * states.rowSize();
      line.set(LineCall.Field.FROM, states.memory(), place);
      lineExtremes.run(line, extremes, scratch);
      quantization.span(extremes.least(), extremes.greatest());
      call.set(quantization);
      call.set(QuantizerCall.Field.FROM, states.memory(), place);
      call.set(QuantizerCall.Field.TO, integers, slot * rowBytes);
      quantizer.run(call);
      long scale = (long) slot * PanelProduct.ROW_SCALE_BYTES;
      rowScales.set(ValueLayout.JAVA_INT_UNALIGNED, scale, quantization.zeroPoint());
      rowScales.set(ValueLayout.JAVA_FLOAT_UNALIGNED, scale + Integer.BYTES, quantization.scale());
    }
  }

  /** Return the bytes from a slot's integers to the next slot's. */
  long rowBytes() {
    return rowBytes;
  }

  /** Return the integers of all slots. */
  MemorySegment integers() {
    return integers;
  }

  /** Return the zero points and scales of the slots from one on. */
  MemorySegment rowScales(int slot) {
    return slot == 0 ? rowScales : rowScales.asSlice((long) slot * PanelProduct.ROW_SCALE_BYTES);
  }
}
