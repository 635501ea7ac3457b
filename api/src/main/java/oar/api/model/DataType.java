package oar.api.model;

import java.util.Locale;
import java.util.Optional;

/** The type of a tensor's elements. Multi-byte elements are little-endian wherever Oar stores them. */
public enum DataType {
  BOOL(1),
  INT8(1),
  UINT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  /** Paddle's index type of old programs: 64 bits, unsigned. */
  SIZE_T(8),
  /** IEEE 754 binary16. */
  FLOAT16(2),
  /** The upper half of a binary32. */
  BFLOAT16(2),
  FLOAT32(4),
  FLOAT64(8),
  /** Two binary32: real, imaginary. */
  COMPLEX64(8),
  /** Two binary64: real, imaginary. */
  COMPLEX128(16);

  private final int byteSize;
  private final String label;

  DataType(int byteSize) {
    this.byteSize = byteSize;
    this.label = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the size of one element.
   *
   * @return bytes, 1 to 16
   */
  public int byteSize() {
    return byteSize;
  }

  /**
   * Return the name that users see, which is also NumPy's.
   *
   * @return for example {@code float32}
   */
  public String label() {
    return label;
  }

  /**
   * Find a type by its label.
   *
   * @param label a label, for example {@code int64}
   * @return the type, or empty if there is none of that name
   */
  public static Optional<DataType> ofLabel(String label) {
    for (DataType type : values()) {
      if (type.label.equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Tell whether elements are real floating-point numbers. */
  public boolean isFloatingPoint() {
    return this == FLOAT16 || this == BFLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** Tell whether elements are integers; booleans are not. */
  public boolean isInteger() {
    return switch (this) {
      case INT8, UINT8, INT16, INT32, INT64, SIZE_T -> true;
      case BOOL, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> false;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
