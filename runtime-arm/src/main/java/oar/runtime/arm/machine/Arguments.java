package oar.runtime.arm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What one call of a {@link MachineFunction} works on: the memory whose address the function takes. It holds masks of the first
 * lanes of a vector of 256 bits, three single-precision constants, the {@link ExponentialTable}, the {@link RationalTable}s, and 8 bytes for each field, which is a number or a place in
 * native memory. Of one thread, and reused from call to call.
 *
 * @param <F> the fields
 */
public abstract class Arguments<F extends Enum<F>> {
  private static final int MASK_LANES = VectorWidth.BITS_256.lanes();
  private static final int CONSTANTS = 2 * MASK_LANES * Integer.BYTES;
  private static final int CONSTANT_COUNT = 3;
  private static final int EXPONENTIAL = CONSTANTS + (CONSTANT_COUNT + 1) * Float.BYTES;
  private static final int RATIONAL = EXPONENTIAL + ExponentialTable.BYTES;
  private static final int FIELDS = RATIONAL + RationalTable.bytes();

  private final MemorySegment fields;
  private final MemorySegment[] memories;
  private final long[] offsets;

  /** Create arguments of which nothing is set. */
  protected Arguments(Class<F> type) {
    int count = type.getEnumConstants().length;
    fields = Arena.ofAuto().allocate(FIELDS + (long) count * Long.BYTES, Long.BYTES);
    fields.asSlice(0, (long) MASK_LANES * Integer.BYTES).fill((byte) -1);
    ExponentialTable.fill(fields.asSlice(EXPONENTIAL, ExponentialTable.BYTES));
    RationalTable.fillAll(fields.asSlice(RATIONAL, RationalTable.bytes()));
    memories = new MemorySegment[count];
    offsets = new long[count];
  }

  /** Return where a field is, in bytes. */
  protected static int fieldOffset(Enum<?> field) {
    return FIELDS + field.ordinal() * Long.BYTES;
  }

  /** Return where constant 0, 1 or 2 is, in bytes. */
  public static int constantOffset(int constant) {
    return CONSTANTS + constant * Float.BYTES;
  }

  /** Return where all lanes of a vector hold a coefficient of the {@link ExponentialTable}, in bytes. */
  public static int coefficientOffset(int power) {
    return EXPONENTIAL + ExponentialTable.coefficientOffset(power);
  }

  /** Return where all lanes of a vector hold the upper or the lower limit of the {@link ExponentialTable}, in bytes. */
  public static int limitOffset(boolean isUpper) {
    return EXPONENTIAL + ExponentialTable.limitOffset(isUpper);
  }

  /** Return where all lanes of a vector hold the upper or the lower limit of a {@link RationalTable}, in bytes. */
  public static int limitOffset(RationalTable function, boolean isUpper) {
    return RATIONAL + function.limitOffset(isUpper);
  }

  /** Return where all lanes of a vector hold a coefficient of the numerator of a {@link RationalTable}, in bytes. */
  public static int numeratorOffset(RationalTable function, int power) {
    return RATIONAL + function.numeratorOffset(power);
  }

  /** Return where all lanes of a vector hold a coefficient of the denominator of a {@link RationalTable}, in bytes. */
  public static int denominatorOffset(RationalTable function, int power) {
    return RATIONAL + function.denominatorOffset(power);
  }

  /** Return where the mask of the first lanes of a vector of 256 bits is, in bytes: a window onto ones and zeros. */
  static int maskOffset(int lanes) {
    return (MASK_LANES - lanes) * Integer.BYTES;
  }

  /** Set a field that is a number. */
  public final void set(F field, long value) {
    fields.set(ValueLayout.JAVA_LONG, fieldOffset(field), value);
  }

  /** Set a field that is a place in native memory, in bytes. */
  public final void set(F field, MemorySegment memory, long offset) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException(field + " is in memory of the Java heap, which machine code cannot read");
    }
    set(field, memory.address() + offset);
    memories[field.ordinal()] = memory;
    offsets[field.ordinal()] = offset;
  }

  /** Set the constants. */
  public final void setConstants(float first, float second, float third) {
    fields.set(ValueLayout.JAVA_FLOAT, constantOffset(0), first);
    fields.set(ValueLayout.JAVA_FLOAT, constantOffset(1), second);
    fields.set(ValueLayout.JAVA_FLOAT, constantOffset(2), third);
  }

  /** Return a field that is a number. */
  public final long number(F field) {
    return fields.get(ValueLayout.JAVA_LONG, fieldOffset(field));
  }

  /** Return the memory that a field is a place in. */
  public final MemorySegment memory(F field) {
    return memories[field.ordinal()];
  }

  /** Return the place in the memory of a field, in bytes. */
  public final long offset(F field) {
    return offsets[field.ordinal()];
  }

  /** Return constant 0, 1 or 2. */
  public final float constant(int constant) {
    return fields.get(ValueLayout.JAVA_FLOAT, constantOffset(constant));
  }

  /** Return where machine code finds the fields. */
  public final long address() {
    return fields.address();
  }
}
