package oar.format.paddle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.error.InvalidProgramException;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.format.paddle.proto.AttrType;
import oar.format.paddle.proto.VarDesc;
import oar.format.paddle.proto.VarType;

/**
 * Translates the declarations of variables. An element type that does not stand for numbers, such as PSTRING, becomes the
 * trait {@code data_type}; the parts of READER and TUPLE variables, which no inference program has, are not kept.
 */
final class VariableCodec {
  private static final String NEED_CHECK_FEED = "need_check_feed";
  private static final String IS_PARAMETER = "is_parameter";
  private static final String STOP_GRADIENT = "stop_gradient";
  private static final String DATA_TYPE = "data_type";

  private VariableCodec() {}

  /**
   * Read a declaration.
   *
   * @throws IllegalArgumentException if it makes no sense; the message does not name the variable
   */
  static Variable read(VarDesc desc) {
    Variable.Kind kind = VarTypes.kind(desc.getType().getType());
    Optional<VarType.TensorDesc> tensor = tensor(kind, desc.getType());
    Optional<DataType> type = tensor.flatMap(description -> VarTypes.dataType(description.getDataType()));
    Optional<Shape> shape = tensor.map(description -> shape(description.getDimsList()));
    SequencedMap<String, Attribute> traits = traits(desc);
    if (tensor.isPresent() && type.isEmpty()) {
      put(traits, DATA_TYPE, new Attribute.Text(tensor.get().getDataType().name()));
    }
    return new Variable(desc.getName(), kind, type, shape, levels(kind, desc.getType()), desc.getPersistable(), traits);
  }

  /** Paddle computes sizes from unknown ones as if they were sizes: twice -1 is -2, and as unknown. */
  private static Shape shape(List<Long> dimensions) {
    return Shape.of(dimensions.stream().map(dimension -> Math.max(dimension, Shape.UNKNOWN)).toList());
  }

  private static Optional<VarType.TensorDesc> tensor(Variable.Kind kind, VarType type) {
    return switch (kind) {
      case LOD_TENSOR -> optional(type.hasLodTensor(), type.getLodTensor().getTensor());
      case LOD_TENSOR_ARRAY -> optional(type.hasTensorArray(), type.getTensorArray().getTensor());
      case SELECTED_ROWS -> optional(type.hasSelectedRows(), type.getSelectedRows());
      case STRING -> optional(type.hasString(), type.getString());
      case STRINGS -> optional(type.hasStrings(), type.getStrings());
      case VOCAB -> optional(type.hasVocab(), type.getVocab());
      case SPARSE_COO -> optional(type.hasSparseCoo(), type.getSparseCoo());
      case SPARSE_CSR -> optional(type.hasSparseCsr(), type.getSparseCsr());
      case FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, PLACE_LIST, READER, RAW, TUPLE, FEED_LIST ->
        Optional.empty();
    };
  }

  private static Optional<VarType.TensorDesc> optional(boolean present, VarType.TensorDesc tensor) {
    return present ? Optional.of(tensor) : Optional.empty();
  }

  private static int levels(Variable.Kind kind, VarType type) {
    int levels = kind == Variable.Kind.LOD_TENSOR_ARRAY
        ? type.getTensorArray().getLodLevel()
        : type.getLodTensor().getLodLevel();
    if (levels < 0) {
      throw new IllegalArgumentException("its number of LoD levels is " + levels + "; it must be 0 or more");
    }
    return levels;
  }

  private static SequencedMap<String, Attribute> traits(VarDesc desc) {
    SequencedMap<String, Attribute> traits = new LinkedHashMap<>();
    if (desc.hasNeedCheckFeed()) {
      traits.put(NEED_CHECK_FEED, new Attribute.BooleanValue(desc.getNeedCheckFeed()));
    }
    if (desc.hasIsParameter()) {
      traits.put(IS_PARAMETER, new Attribute.BooleanValue(desc.getIsParameter()));
    }
    if (desc.hasStopGradient()) {
      traits.put(STOP_GRADIENT, new Attribute.BooleanValue(desc.getStopGradient()));
    }
    desc.getAttrsList().forEach(attr -> put(traits, attr.getName(), trait(attr)));
    return traits;
  }

  private static Attribute trait(VarDesc.Attr attr) {
    return switch (attr.getType()) {
      case INT -> new Attribute.IntValue(attr.getI());
      case STRING -> new Attribute.Text(attr.getS());
      case INTS -> new Attribute.Ints(attr.getIntsList());
      case FLOAT, FLOATS, STRINGS, BOOLEAN, BOOLEANS, BLOCK, BLOCKS, LONG, LONGS, FLOAT64, FLOAT64S, VAR, VARS, SCALAR,
          SCALARS ->
        throw new IllegalArgumentException("its attribute " + attr.getName() + " is of type " + attr.getType()
            + "; an attribute of a variable is INT, STRING or INTS");
    };
  }

  private static void put(Map<String, Attribute> traits, String name, Attribute value) {
    if (traits.put(name, value) != null) {
      throw new IllegalArgumentException("it has two attributes " + name);
    }
  }

  /**
   * Write a declaration.
   *
   * @throws InvalidProgramException if it has a trait that Paddle cannot store
   */
  static VarDesc write(Variable variable) {
    VarDesc.Builder desc = VarDesc.newBuilder().setName(variable.name()).setType(type(variable))
        .setPersistable(variable.persistable());
    variable.traits().forEach((name, trait) -> writeTrait(desc, variable, name, trait));
    return desc.build();
  }

  private static VarType type(Variable variable) {
    VarType.Builder type = VarType.newBuilder().setType(VarTypes.wireType(variable.kind()));
    if (variable.type().isEmpty() && variable.shape().isEmpty()) {
      return type.build();
    }
    VarType.TensorDesc tensor = tensor(variable);
    int levels = variable.levelOfDetail();
    VarType.Builder described = switch (variable.kind()) {
      case LOD_TENSOR ->
        type.setLodTensor(VarType.LoDTensorDesc.newBuilder().setTensor(tensor).setLodLevel(levels));
      case LOD_TENSOR_ARRAY ->
        type.setTensorArray(VarType.LoDTensorArrayDesc.newBuilder().setTensor(tensor).setLodLevel(levels));
      case SELECTED_ROWS -> type.setSelectedRows(tensor);
      case STRING -> type.setString(tensor);
      case STRINGS -> type.setStrings(tensor);
      case VOCAB -> type.setVocab(tensor);
      case SPARSE_COO -> type.setSparseCoo(tensor);
      case SPARSE_CSR -> type.setSparseCsr(tensor);
      case FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, PLACE_LIST, READER, RAW, TUPLE, FEED_LIST -> type;
    };
    return described.build();
  }

  private static VarType.TensorDesc tensor(Variable variable) {
    VarType.TensorDesc.Builder tensor = VarType.TensorDesc.newBuilder()
        .setDataType(variable.type().map(VarTypes::wireType).orElseGet(() -> namedType(variable)));
    variable.shape().ifPresent(shape -> {
      for (long dimension : shape.dimensions()) {
        tensor.addDims(dimension);
      }
    });
    return tensor.build();
  }

  private static VarType.Type namedType(Variable variable) {
    return hasNamedType(variable) && variable.traits().get(DATA_TYPE) instanceof Attribute.Text(String name)
        ? VarType.Type.valueOf(name)
        : VarType.Type.RAW;
  }

  private static boolean hasNamedType(Variable variable) {
    return variable.type().isEmpty() && variable.shape().isPresent();
  }

  private static void writeTrait(VarDesc.Builder desc, Variable variable, String name, Attribute trait) {
    switch (trait) {
      case Attribute.BooleanValue(boolean value) when name.equals(NEED_CHECK_FEED) -> desc.setNeedCheckFeed(value);
      case Attribute.BooleanValue(boolean value) when name.equals(IS_PARAMETER) -> desc.setIsParameter(value);
      case Attribute.BooleanValue(boolean value) when name.equals(STOP_GRADIENT) -> desc.setStopGradient(value);
      case Attribute.Text _ when name.equals(DATA_TYPE) && hasNamedType(variable) -> {
        // It is in the element type.
      }
      case Attribute.IntValue(int value) -> desc.addAttrs(attr(name, AttrType.INT).setI(value));
      case Attribute.Text(String value) -> desc.addAttrs(attr(name, AttrType.STRING).setS(value));
      case Attribute.Ints(List<Integer> values) -> desc.addAttrs(attr(name, AttrType.INTS).addAllInts(values));
      case Attribute other -> throw new InvalidProgramException("variable " + variable.name() + ": trait " + name
          + " is " + other + "; Paddle stores an INT, a STRING or INTS with a variable");
    }
  }

  private static VarDesc.Attr.Builder attr(String name, AttrType type) {
    return VarDesc.Attr.newBuilder().setName(name).setType(type);
  }
}
