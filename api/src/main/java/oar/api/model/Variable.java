package oar.api.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The declaration of a variable of a block.
 *
 * @param name its name, unique in the block
 * @param kind what it holds
 * @param type element type, empty where the kind has none or the file does not say
 * @param shape dimensions as far as they are known, empty where the kind has none or the file does not say
 * @param levelOfDetail the number of LoD levels that its values have
 * @param persistable whether its value outlives a run, as a weight's does
 * @param traits what else the file says of it, by name: {@code need_check_feed}, {@code is_parameter},
 *     {@code stop_gradient} and the attributes of {@code VarDesc}
 */
public record Variable(String name, Kind kind, Optional<DataType> type, Optional<Shape> shape, int levelOfDetail,
    boolean persistable, SequencedMap<String, Attribute> traits) {
  /** What a variable holds: Paddle's {@code VarType.Type} without the element types. */
  public enum Kind {
    LOD_TENSOR, SELECTED_ROWS, FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, LOD_TENSOR_ARRAY, PLACE_LIST,
    READER, RAW, TUPLE, STRING, STRINGS, VOCAB, FEED_LIST, SPARSE_COO, SPARSE_CSR
  }

  /** Create a declaration. */
  public Variable {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(kind, "kind is null");
    traits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(traits));
  }

  /** Declare a tensor that operators compute. */
  public static Variable tensor(String name, DataType type, Shape shape) {
    return new Variable(name, Kind.LOD_TENSOR, Optional.of(type), Optional.of(shape), 0, false, new LinkedHashMap<>());
  }

  /** Declare a weight. */
  public static Variable weight(String name, DataType type, Shape shape) {
    return tensor(name, type, shape).withPersistable(true);
  }

  /** Return the declaration under another name. */
  public Variable withName(String newName) {
    return new Variable(newName, kind, type, shape, levelOfDetail, persistable, traits);
  }

  /** Return the declaration with another shape. */
  public Variable withShape(Shape newShape) {
    return new Variable(name, kind, type, Optional.of(newShape), levelOfDetail, persistable, traits);
  }

  /** Return the declaration with another persistence. */
  public Variable withPersistable(boolean newPersistable) {
    return new Variable(name, kind, type, shape, levelOfDetail, newPersistable, traits);
  }
}
