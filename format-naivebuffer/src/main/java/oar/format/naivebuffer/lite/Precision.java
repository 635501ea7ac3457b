package oar.format.naivebuffer.lite;

import java.util.Objects;
import java.util.Optional;
import oar.api.model.DataType;

/** The element types that Paddle-Lite's kernels are declared with, by their numbers and by their names in the kernel table. */
enum Precision {
  FLOAT(1, DataType.FLOAT32),
  INT8(2, DataType.INT8),
  INT32(3, DataType.INT32),
  ANY(4, null),
  HALF(5, DataType.FLOAT16),
  BOOL(6, DataType.BOOL),
  INT64(7, DataType.INT64),
  INT16(8, DataType.INT16),
  UINT8(9, DataType.UINT8),
  /** The real optimiser never takes a variable to be of this type. */
  DOUBLE(10, null);

  private final int number;
  private final DataType type;

  Precision(int number, DataType type) {
    this.number = number;
    this.type = type;
  }

  int number() {
    return number;
  }

  /** Return the element type; none for what no variable is of. */
  DataType type() {
    return Objects.requireNonNull(type, () -> this + " is no element type");
  }

  /** Return the precision of an element type, or empty if no variable of a running program can be of it. */
  static Optional<Precision> of(DataType type) {
    for (Precision precision : values()) {
      if (precision.type == type) {
        return Optional.of(precision);
      }
    }
    return Optional.empty();
  }

  static Precision ofNumber(int number) {
    return values()[number - 1];
  }

  /** Tell whether a kernel that is declared with this precision takes another; all floating-point numbers are one here. */
  boolean takes(Precision other) {
    return this == ANY || this == other || isReal() && other.isReal();
  }

  boolean isReal() {
    return this == FLOAT || this == HALF;
  }
}
