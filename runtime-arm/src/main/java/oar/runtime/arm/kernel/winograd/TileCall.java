package oar.runtime.arm.kernel.winograd;

import java.lang.foreign.Arena;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.VectorWidth;

/** What one call of a {@link TileTransform} works on. Of one thread, and reused from call to call. */
public final class TileCall extends Arguments<TileCall.Field> {
  /** Create a call of which nothing is set. */
  public TileCall() {
    super(Field.class);
    set(Field.TEMPORARY, Arena.ofAuto().allocate((long) WinogradTransform.PRODUCTS * VectorWidth.BITS_512.bytes(),
        VectorWidth.BITS_512.bytes()), 0);
  }

  /** What there is. */
  public enum Field {
    /** The tile's first pixel, or its first product. */
    FROM,
    /** Takes the tile's first product, or its first pixel. */
    TO,
    /** Bytes from a line of pixels to the next. */
    LINE,
    /** What is added to the tile's first pixel. Of outputs. */
    RESIDUAL,
    /** A FLOAT32 for each channel, whole vectors of them. Of outputs. */
    BIAS,
    /** Room for the products of a vector of channels. */
    TEMPORARY;

    int offset() {
      return fieldOffset(this);
    }
  }

  /** Set the numbers of the rectifier. */
  public void set(Rectifier rectifier) {
    setConstants(rectifier.a(), rectifier.b(), rectifier.c());
  }
}
