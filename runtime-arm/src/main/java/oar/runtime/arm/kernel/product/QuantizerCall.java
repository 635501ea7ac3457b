package oar.runtime.arm.kernel.product;

import oar.runtime.arm.kernel.ActivationQuantization;
import oar.runtime.arm.machine.Arguments;

/** What one call of a {@link RowQuantizer} works on. Of one thread, and reused from call to call. */
public final class QuantizerCall extends Arguments<QuantizerCall.Field> {
  private static final float HALF = 0.5f;

  /** Create a call of which nothing is set. */
  public QuantizerCall() {
    super(Field.class);
  }

  /** What there is. */
  public enum Field {
    /** The first row, FLOAT32. */
    FROM,
    /** Takes the first row's integers. */
    TO,
    /** How many rows, 1 or more. */
    ROWS;

    int offset() {
      return fieldOffset(this);
    }
  }

  /** Set what elements are multiplied by and what is added. */
  public void set(ActivationQuantization quantization) {
    setConstants(quantization.scale() == 0 ? 0 : 1 / quantization.scale(), quantization.zeroPoint() + HALF,
        RowQuantizer.HIGHEST);
  }
}
