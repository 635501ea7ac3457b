package oar.format.naivebuffer;

import java.util.Locale;

/**
 * The tables of {@code src/main/flatbuffers/program.fbs} and {@code parameters.fbs} that a .nb file uses. Each enum of fields
 * is a table; its constants are the table's fields, at the positions that FlatBuffers gives them: a union takes two.
 */
final class Schema {
  /** What {@link ParamDesc#VARIABLE_TYPE} must be: the only thing that the union can hold. */
  static final byte WEIGHT_DESC = 1;

  private Schema() {}

  /** A field of a table. */
  interface Field {
    String name();

    int ordinal();

    /** Return table and field, as {@code OpDesc.type}. */
    default String label() {
      return getClass().getSimpleName() + "." + name().toLowerCase(Locale.ROOT);
    }
  }

  enum ProgramDesc implements Field {
    BLOCKS, VERSION, OP_VERSION_MAP
  }

  enum Version implements Field {
    VERSION
  }

  enum BlockDesc implements Field {
    IDX, PARENT_IDX, VARS, OPS, FORWARD_BLOCK_IDX
  }

  enum VarDesc implements Field {
    NAME, TYPE, PERSISTABLE, NEED_CHECK_FEED
  }

  enum VarType implements Field {
    TYPE, SELECTED_ROWS, LOD_TENSOR, TENSOR_ARRAY, READER, TUPLE
  }

  enum LoDTensorDesc implements Field {
    TENSOR, LOD_LEVEL
  }

  enum TensorDesc implements Field {
    DATA_TYPE, DIMS
  }

  enum OpDesc implements Field {
    TYPE, INPUTS, OUTPUTS, ATTRS, IS_TARGET
  }

  enum Slot implements Field {
    PARAMETER, ARGUMENTS
  }

  enum Attr implements Field {
    NAME, TYPE, I, F, S, INTS, FLOATS, STRINGS, B, BOOLS, BLOCK_IDX, L, BLOCKS_IDX, LONGS, FLOAT64, FLOAT64S
  }

  /** How an attribute is stored; the constants' positions are the numbers on disk. */
  enum AttrType {
    INT, FLOAT, STRING, INTS, FLOATS, STRINGS, BOOLEAN, BOOLEANS, BLOCK, LONG, BLOCKS, LONGS, FLOAT64S, VAR, VARS,
    FLOAT64
  }

  enum CombinedParamsDesc implements Field {
    PARAMS
  }

  enum ParamDesc implements Field {
    VERSION, NAME, VARIABLE_TYPE, VARIABLE
  }

  enum WeightDesc implements Field {
    LOD_LEVEL, LOD, DIM, DATA_TYPE, DATA
  }
}
