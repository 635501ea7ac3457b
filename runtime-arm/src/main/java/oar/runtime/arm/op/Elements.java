package oar.runtime.arm.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import oar.api.model.DataType;
import oar.runtime.arm.plan.Operand;

/**
 * The elements of a tensor of any real type, one at a time: how operators compute on types that have no kernel of their own.
 * Conversions are those of C: to an integer by truncation, to a truth value by comparison with 0.
 */
public final class Elements {
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);

  private final DataType type;
  private final MemorySegment memory;

  private Elements(DataType type, MemorySegment memory) {
    this.type = type;
    this.memory = memory;
  }

  /** Return the elements of an operand; only a computation may ask, when it runs. */
  public static Elements of(Operand operand) {
    return new Elements(operand.type(), operand.segment());
  }

  /** Return the elements of memory. */
  public static Elements of(DataType type, MemorySegment memory) {
    return new Elements(type, memory);
  }

  /** Set elements to other ones, converted; integers stay exact. */
  public static void convert(Elements from, Elements to, long count) {
    for (long i = 0; i < count; i++) {
      if (from.isIntegral()) {
        to.set(i, from.getLong(i));
      } else {
        to.set(i, from.getDouble(i));
      }
    }
  }

  /** Return the elements of an operand that are no more than an array holds; only a computation may ask, when it runs. */
  public static double[] toDoubles(Operand operand) {
    double[] values = new double[Math.toIntExact(operand.elementCount())];
    of(operand).load(0, 1, values, values.length);
    return values;
  }

  /** Tell whether the elements are integers or truth values. */
  public boolean isIntegral() {
    return type.isInteger() || type == DataType.BOOL;
  }

  /** Copy every {@code stride}-th element into an array. */
  public void load(long index, long stride, double[] to, int length) {
    if (type == DataType.FLOAT32) {
      for (int i = 0; i < length; i++) {
        to[i] = memory.getAtIndex(FLOAT, index + i * stride);
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      to[i] = getDouble(index + i * stride);
    }
  }

  /** Copy an array into every {@code stride}-th element. */
  public void store(double[] from, long index, long stride, int length) {
    if (type == DataType.FLOAT32) {
      for (int i = 0; i < length; i++) {
        memory.setAtIndex(FLOAT, index + i * stride, (float) from[i]);
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      set(index + i * stride, from[i]);
    }
  }

  /** Return an element as a double. */
  public double getDouble(long index) {
    return switch (type) {
      case FLOAT32 -> memory.getAtIndex(FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(DOUBLE, index);
      case FLOAT16 -> Float.float16ToFloat(memory.getAtIndex(SHORT, index));
      case BFLOAT16 -> Float.intBitsToFloat(memory.getAtIndex(SHORT, index) << 16);
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T -> getLong(index);
      case COMPLEX64, COMPLEX128 -> throw complex();
    };
  }

  /** Return an element as a long. */
  public long getLong(long index) {
    return switch (type) {
      case BOOL -> memory.get(BYTE, index) == 0 ? 0 : 1;
      case INT8 -> memory.get(BYTE, index);
      case UINT8 -> memory.get(BYTE, index) & 0xff;
      case INT16 -> memory.getAtIndex(SHORT, index);
      case INT32 -> memory.getAtIndex(INT, index);
      case INT64, SIZE_T -> memory.getAtIndex(LONG, index);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> (long) getDouble(index);
      case COMPLEX64, COMPLEX128 -> throw complex();
    };
  }

  /** Set an element to a number of a floating-point computation. */
  public void set(long index, double value) {
    switch (type) {
      case FLOAT32 -> memory.setAtIndex(FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(DOUBLE, index, value);
      case FLOAT16 -> memory.setAtIndex(SHORT, index, Float.floatToFloat16((float) value));
      case BFLOAT16 -> memory.setAtIndex(SHORT, index, (short) (Float.floatToRawIntBits((float) value) >>> 16));
      case BOOL -> memory.set(BYTE, index, (byte) (value != 0 ? 1 : 0));
      case INT8, UINT8, INT16, INT32, INT64, SIZE_T -> set(index, (long) value);
      case COMPLEX64, COMPLEX128 -> throw complex();
    }
  }

  /** Set an element to a number of an integer computation. */
  public void set(long index, long value) {
    switch (type) {
      case BOOL -> memory.set(BYTE, index, (byte) (value != 0 ? 1 : 0));
      case INT8, UINT8 -> memory.set(BYTE, index, (byte) value);
      case INT16 -> memory.setAtIndex(SHORT, index, (short) value);
      case INT32 -> memory.setAtIndex(INT, index, (int) value);
      case INT64, SIZE_T -> memory.setAtIndex(LONG, index, value);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> set(index, (double) value);
      case COMPLEX64, COMPLEX128 -> throw complex();
    }
  }

  private IllegalStateException complex() {
    return new IllegalStateException("a " + type + " element is not one real number");
  }
}
