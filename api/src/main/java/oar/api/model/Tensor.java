package oar.api.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A dense, row-major, little-endian, read-only array of elements. Two tensors are equal when type, shape and bytes are.
 *
 * @param type the element type
 * @param shape dimensions, all known
 * @param data {@code shape.elementCount() * type.byteSize()} bytes
 */
public record Tensor(DataType type, Shape shape, MemorySegment data) {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int ALIGNMENT = 64;

  /**
   * Wrap memory as a tensor.
   *
   * @throws IllegalArgumentException if the memory's size is not that of the shape's elements
   */
  public Tensor {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(shape, "shape is null");
    long expected = byteSize(type, shape);
    if (data.byteSize() != expected) {
      throw new IllegalArgumentException(
          "a " + type + " tensor of shape " + shape + " takes " + expected + " bytes, not " + data.byteSize());
    }
    data = data.asReadOnly();
  }

  /**
   * Return the bytes that a tensor takes.
   *
   * @throws ArithmeticException if the size exceeds a long
   */
  public static long byteSize(DataType type, Shape shape) {
    return Math.multiplyExact(shape.elementCount(), type.byteSize());
  }

  /** Allocate zeroed memory, aligned for vector access, that lives as long as it is reachable. */
  public static MemorySegment allocate(DataType type, Shape shape) {
    return Arena.ofAuto().allocate(Math.max(byteSize(type, shape), 1), ALIGNMENT).asSlice(0, byteSize(type, shape));
  }

  /** Create a FLOAT32 tensor of a copy of the values. */
  public static Tensor of(Shape shape, float... values) {
    return copyOf(DataType.FLOAT32, shape, MemorySegment.ofArray(values));
  }

  /** Create an INT32 tensor of a copy of the values. */
  public static Tensor of(Shape shape, int... values) {
    return copyOf(DataType.INT32, shape, MemorySegment.ofArray(values));
  }

  /** Create an INT64 tensor of a copy of the values. */
  public static Tensor of(Shape shape, long... values) {
    return copyOf(DataType.INT64, shape, MemorySegment.ofArray(values));
  }

  /** Create a FLOAT64 tensor of a copy of the values. */
  public static Tensor of(Shape shape, double... values) {
    return copyOf(DataType.FLOAT64, shape, MemorySegment.ofArray(values));
  }

  /** Create a tensor of a copy of the bytes. */
  public static Tensor copyOf(DataType type, Shape shape, MemorySegment bytes) {
    MemorySegment copy = allocate(type, shape);
    if (copy.byteSize() != bytes.byteSize()) {
      throw new IllegalArgumentException("a " + type + " tensor of shape " + shape + " takes " + copy.byteSize()
          + " bytes, not " + bytes.byteSize());
    }
    return new Tensor(type, shape, copy.copyFrom(bytes));
  }

  /** Return the number of elements. */
  public long elementCount() {
    return shape.elementCount();
  }

  /**
   * Return a tensor of the same elements with other dimensions; no element is copied.
   *
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public Tensor withShape(Shape newShape) {
    return new Tensor(type, newShape, data);
  }

  /**
   * Return one element as a double: booleans as 0 or 1, 64-bit integers rounded.
   *
   * @param index row-major position
   * @throws IllegalStateException if the elements are complex
   */
  public double doubleAt(long index) {
    return switch (type) {
      case FLOAT32 -> data.getAtIndex(FLOAT, index);
      case FLOAT64 -> data.getAtIndex(DOUBLE, index);
      case FLOAT16 -> Float.float16ToFloat(data.getAtIndex(SHORT, index));
      case BFLOAT16 -> Float.intBitsToFloat(data.getAtIndex(SHORT, index) << 16);
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T -> longAt(index);
      case COMPLEX64, COMPLEX128 -> throw new IllegalStateException("a " + type + " element is not one real number");
    };
  }

  /**
   * Return one element as a long: booleans as 0 or 1, floating-point numbers truncated toward zero.
   *
   * @param index row-major position
   * @throws IllegalStateException if the elements are complex
   */
  public long longAt(long index) {
    return switch (type) {
      case BOOL -> data.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
      case INT8 -> data.get(ValueLayout.JAVA_BYTE, index);
      case UINT8 -> data.get(ValueLayout.JAVA_BYTE, index) & 0xff;
      case INT16 -> data.getAtIndex(SHORT, index);
      case INT32 -> data.getAtIndex(INT, index);
      case INT64, SIZE_T -> data.getAtIndex(LONG, index);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> (long) doubleAt(index);
      case COMPLEX64, COMPLEX128 -> throw new IllegalStateException("a " + type + " element is not one real number");
    };
  }

  /**
   * Return the elements of a FLOAT32 tensor.
   *
   * @throws IllegalStateException if the type is another
   */
  public float[] toFloats() {
    requireType(DataType.FLOAT32);
    return data.toArray(FLOAT);
  }

  /**
   * Return the elements of an INT32 tensor.
   *
   * @throws IllegalStateException if the type is another
   */
  public int[] toInts() {
    requireType(DataType.INT32);
    return data.toArray(INT);
  }

  /**
   * Return the elements of an INT64 tensor.
   *
   * @throws IllegalStateException if the type is another
   */
  public long[] toLongs() {
    requireType(DataType.INT64);
    return data.toArray(LONG);
  }

  private void requireType(DataType expected) {
    if (type != expected) {
      throw new IllegalStateException("the tensor is of " + type + ", not of " + expected);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor && type == tensor.type && shape.equals(tensor.shape)
        && data.mismatch(tensor.data) == -1;
  }

  @Override
  public int hashCode() {
    int hash = 31 * type.hashCode() + shape.hashCode();
    for (long i = 0; i < Math.min(data.byteSize(), ALIGNMENT); i++) {
      hash = 31 * hash + data.get(ValueLayout.JAVA_BYTE, i);
    }
    return hash;
  }

  /** Return type and shape, as {@code float32 [2, 3]}. */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
