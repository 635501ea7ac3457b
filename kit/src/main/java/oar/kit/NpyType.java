package oar.kit;

import java.nio.ByteOrder;
import java.util.Optional;
import oar.api.model.DataType;

/**
 * An element type as an array file describes it: the byte order ({@code <}, {@code >}, or {@code |} where there is
 * none), the kind, and the size in bytes, for example {@code <f4}.
 *
 * @param type of the elements
 * @param byteOrder of the elements
 */
record NpyType(DataType type, ByteOrder byteOrder) {
  /** Return the description of a little-endian type. */
  static String describe(DataType type) {
    return (type.byteSize() == 1 ? "|" : "<") + code(type);
  }

  private static String code(DataType type) {
    return switch (type) {
      case BOOL -> "b1";
      case INT8 -> "i1";
      case UINT8 -> "u1";
      case INT16 -> "i2";
      case INT32 -> "i4";
      case INT64 -> "i8";
      case SIZE_T -> "u8";
      case FLOAT16 -> "f2";
      case BFLOAT16 -> "u2";
      case FLOAT32 -> "f4";
      case FLOAT64 -> "f8";
      case COMPLEX64 -> "c8";
      case COMPLEX128 -> "c16";
    };
  }

  /** Find what a description stands for, empty if it is no type that Oar has. */
  static Optional<NpyType> of(String description) {
    for (DataType type : DataType.values()) {
      if (description.length() > 1 && description.substring(1).equals(code(type))) {
        return byteOrder(description.charAt(0), type).map(order -> new NpyType(type, order));
      }
    }
    return Optional.empty();
  }

  private static Optional<ByteOrder> byteOrder(char mark, DataType type) {
    return switch (mark) {
      case '<' -> Optional.of(ByteOrder.LITTLE_ENDIAN);
      case '>' -> Optional.of(ByteOrder.BIG_ENDIAN);
      case '|' -> type.byteSize() == 1 ? Optional.of(ByteOrder.LITTLE_ENDIAN) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
