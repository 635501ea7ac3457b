package oar.runtime.arm.kernel.product;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.product.QuantizerCall.Field;

/** A quantizer in plain Java, with the integers of machine code. */
final class PlainRowQuantizer extends RowQuantizer {
  PlainRowQuantizer(RowFormat format) {
    super(format);
  }

  @Override
  public void run(QuantizerCall call) {
    MemorySegment from = call.memory(Field.FROM);
    MemorySegment to = call.memory(Field.TO);
    float factor = call.constant(0);
    float summand = call.constant(1);
    int elementBytes = format.arithmetic().elementBytes();
    for (long row = 0; row < call.number(Field.ROWS); row++) {
      long source = call.offset(Field.FROM) + row * format.length() * Float.BYTES;
      long target = call.offset(Field.TO) + row * format.paddedLength() * elementBytes;
      for (int i = 0; i < format.length(); i++) {
        int integer = quantize(from.get(Memory.FLOAT, source + (long) i * Float.BYTES), factor, summand);
        if (elementBytes == Byte.BYTES) {
          to.set(ValueLayout.JAVA_BYTE, target + i, (byte) integer);
        } else {
          to.set(ValueLayout.JAVA_SHORT_UNALIGNED, target + (long) i * Short.BYTES, (short) integer);
        }
      }
    }
  }

  /** What is not a number becomes the highest integer, as in machine code. */
  private static int quantize(float value, float factor, float summand) {
    float number = Math.fma(value, factor, summand);
    float limited = number < HIGHEST ? number : HIGHEST;
    return limited > 0 ? (int) limited : 0;
  }
}
