package oar.format.paddle;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Variable;
import oar.format.paddle.proto.VarType;

/** The two meanings of {@code VarType.Type}: what a variable holds, and the type of a tensor's elements. */
final class VarTypes {
  private VarTypes() {}

  /** Return the element type of a wire value, or empty if it stands for something else than numbers. */
  static Optional<DataType> dataType(VarType.Type type) {
    return switch (type) {
      case BOOL -> Optional.of(DataType.BOOL);
      case INT8 -> Optional.of(DataType.INT8);
      case UINT8 -> Optional.of(DataType.UINT8);
      case INT16 -> Optional.of(DataType.INT16);
      case INT32 -> Optional.of(DataType.INT32);
      case INT64 -> Optional.of(DataType.INT64);
      case SIZE_T -> Optional.of(DataType.SIZE_T);
      case FP16 -> Optional.of(DataType.FLOAT16);
      case BF16 -> Optional.of(DataType.BFLOAT16);
      case FP32 -> Optional.of(DataType.FLOAT32);
      case FP64 -> Optional.of(DataType.FLOAT64);
      case COMPLEX64 -> Optional.of(DataType.COMPLEX64);
      case COMPLEX128 -> Optional.of(DataType.COMPLEX128);
      case LOD_TENSOR, SELECTED_ROWS, FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, LOD_TENSOR_ARRAY,
          PLACE_LIST, READER, RAW, TUPLE, STRING, STRINGS, VOCAB, FEED_LIST, PSTRING, SPARSE_COO, SPARSE_CSR ->
        Optional.empty();
    };
  }

  /** Return the wire value of an element type. */
  static VarType.Type wireType(DataType type) {
    return switch (type) {
      case BOOL -> VarType.Type.BOOL;
      case INT8 -> VarType.Type.INT8;
      case UINT8 -> VarType.Type.UINT8;
      case INT16 -> VarType.Type.INT16;
      case INT32 -> VarType.Type.INT32;
      case INT64 -> VarType.Type.INT64;
      case SIZE_T -> VarType.Type.SIZE_T;
      case FLOAT16 -> VarType.Type.FP16;
      case BFLOAT16 -> VarType.Type.BF16;
      case FLOAT32 -> VarType.Type.FP32;
      case FLOAT64 -> VarType.Type.FP64;
      case COMPLEX64 -> VarType.Type.COMPLEX64;
      case COMPLEX128 -> VarType.Type.COMPLEX128;
    };
  }

  /**
   * Return what a variable of a wire value holds.
   *
   * @throws IllegalArgumentException if the value is an element type
   */
  static Variable.Kind kind(VarType.Type type) {
    return switch (type) {
      case LOD_TENSOR -> Variable.Kind.LOD_TENSOR;
      case SELECTED_ROWS -> Variable.Kind.SELECTED_ROWS;
      case FEED_MINIBATCH -> Variable.Kind.FEED_MINIBATCH;
      case FETCH_LIST -> Variable.Kind.FETCH_LIST;
      case STEP_SCOPES -> Variable.Kind.STEP_SCOPES;
      case LOD_RANK_TABLE -> Variable.Kind.LOD_RANK_TABLE;
      case LOD_TENSOR_ARRAY -> Variable.Kind.LOD_TENSOR_ARRAY;
      case PLACE_LIST -> Variable.Kind.PLACE_LIST;
      case READER -> Variable.Kind.READER;
      case RAW -> Variable.Kind.RAW;
      case TUPLE -> Variable.Kind.TUPLE;
      case STRING -> Variable.Kind.STRING;
      case STRINGS -> Variable.Kind.STRINGS;
      case VOCAB -> Variable.Kind.VOCAB;
      case FEED_LIST -> Variable.Kind.FEED_LIST;
      case SPARSE_COO -> Variable.Kind.SPARSE_COO;
      case SPARSE_CSR -> Variable.Kind.SPARSE_CSR;
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T, FP16, BF16, FP32, FP64, COMPLEX64, COMPLEX128, PSTRING ->
        throw new IllegalArgumentException(
            "its kind is " + type + ", which is the type of an element and not of a variable");
    };
  }

  /** Return the wire value of what a variable holds. */
  static VarType.Type wireType(Variable.Kind kind) {
    return switch (kind) {
      case LOD_TENSOR -> VarType.Type.LOD_TENSOR;
      case SELECTED_ROWS -> VarType.Type.SELECTED_ROWS;
      case FEED_MINIBATCH -> VarType.Type.FEED_MINIBATCH;
      case FETCH_LIST -> VarType.Type.FETCH_LIST;
      case STEP_SCOPES -> VarType.Type.STEP_SCOPES;
      case LOD_RANK_TABLE -> VarType.Type.LOD_RANK_TABLE;
      case LOD_TENSOR_ARRAY -> VarType.Type.LOD_TENSOR_ARRAY;
      case PLACE_LIST -> VarType.Type.PLACE_LIST;
      case READER -> VarType.Type.READER;
      case RAW -> VarType.Type.RAW;
      case TUPLE -> VarType.Type.TUPLE;
      case STRING -> VarType.Type.STRING;
      case STRINGS -> VarType.Type.STRINGS;
      case VOCAB -> VarType.Type.VOCAB;
      case FEED_LIST -> VarType.Type.FEED_LIST;
      case SPARSE_COO -> VarType.Type.SPARSE_COO;
      case SPARSE_CSR -> VarType.Type.SPARSE_CSR;
    };
  }
}
