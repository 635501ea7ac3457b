package oar.format.paddle.pir;

import java.util.Optional;
import oar.api.model.DataType;

/** The element types that PIR and Paddle 2 have in common. */
enum ElementType {
  BOOL("t_bool", DataType.BOOL, 0), //
  INT16("t_i16", DataType.INT16, 1), //
  INT32("t_i32", DataType.INT32, 2), //
  INT64("t_i64", DataType.INT64, 3), //
  FLOAT16("t_f16", DataType.FLOAT16, 4), //
  FLOAT32("t_f32", DataType.FLOAT32, 5), //
  FLOAT64("t_f64", DataType.FLOAT64, 6), //
  UINT8("t_ui8", DataType.UINT8, 20), //
  INT8("t_i8", DataType.INT8, 21), //
  BFLOAT16("t_bf16", DataType.BFLOAT16, 22), //
  COMPLEX64("t_c64", DataType.COMPLEX64, 23), //
  COMPLEX128("t_c128", DataType.COMPLEX128, 24);

  private static final String BUILTIN = "0.";

  private final String typeName;
  private final DataType dataType;
  private final int code;

  ElementType(String typeName, DataType dataType, int code) {
    this.typeName = BUILTIN + typeName;
    this.dataType = dataType;
    this.code = code;
  }

  /** Return the type that values have in the program. */
  DataType dataType() {
    return dataType;
  }

  /** Return the number that Paddle 2 has for it: {@code VarType.Type}. */
  int code() {
    return code;
  }

  /** Find the type by its name in the type of a value, for example {@code 0.t_f32}. */
  static Optional<ElementType> ofTypeName(String name) {
    for (ElementType type : values()) {
      if (type.typeName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Find the type by its name in an attribute, for example {@code float32}. */
  static Optional<ElementType> ofLabel(String label) {
    return DataType.ofLabel(label).flatMap(ElementType::of);
  }

  /** Find the type by Paddle 2's number. */
  static Optional<ElementType> ofCode(int code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Optional<ElementType> of(DataType dataType) {
    for (ElementType type : values()) {
      if (type.dataType == dataType) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
