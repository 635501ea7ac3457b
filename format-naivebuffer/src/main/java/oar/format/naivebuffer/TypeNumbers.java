package oar.format.naivebuffer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import oar.api.model.DataType;
import oar.api.model.Variable;

/** The numbers by which files name element types and what variables hold. */
enum TypeNumbers {
  /** The numbers of meta versions 1 and 2, which are those of Paddle's protobuf. */
  CURRENT(
      "BOOL INT16 INT32 INT64 FLOAT16 FLOAT32 FLOAT64 LOD_TENSOR SELECTED_ROWS FEED_MINIBATCH FETCH_LIST STEP_SCOPES"
          + " LOD_RANK_TABLE LOD_TENSOR_ARRAY PLACE_LIST READER - RAW TUPLE SIZE_T UINT8 INT8"),
  /** The numbers of meta version 0. */
  LEGACY("BOOL INT16 INT32 INT64 FLOAT16 FLOAT32 FLOAT64 SIZE_T UINT8 INT8 LOD_TENSOR SELECTED_ROWS FEED_MINIBATCH"
      + " FETCH_LIST STEP_SCOPES LOD_RANK_TABLE LOD_TENSOR_ARRAY PLACE_LIST READER RAW TUPLE");

  private final String[] names;
  private final Map<DataType, Integer> ofType = new EnumMap<>(DataType.class);
  private final Map<Variable.Kind, Integer> ofKind = new EnumMap<>(Variable.Kind.class);

  /** Number names from 0; a hyphen is a number that stands for nothing. */
  TypeNumbers(String names) {
    this.names = names.split(" ");
    for (int number = 0; number < this.names.length; number++) {
      int value = number;
      type(number).ifPresent(type -> ofType.put(type, value));
      kind(number).ifPresent(kind -> ofKind.put(kind, value));
    }
  }

  /** Return the element type of a number, or empty if it stands for none. */
  Optional<DataType> type(int number) {
    return find(DataType.values(), number);
  }

  /** Return what a variable of a number holds, or empty if the number stands for no kind of variable. */
  Optional<Variable.Kind> kind(int number) {
    return find(Variable.Kind.values(), number);
  }

  /** Return the number of an element type, or empty if it has none. */
  OptionalInt number(DataType type) {
    return optional(ofType.get(type));
  }

  /** Return the number of a kind of variable, or empty if it has none. */
  OptionalInt number(Variable.Kind kind) {
    return optional(ofKind.get(kind));
  }

  private <E extends Enum<E>> Optional<E> find(E[] constants, int number) {
    if (number < 0 || number >= names.length) {
      return Optional.empty();
    }
    for (E constant : constants) {
      if (constant.name().equals(names[number])) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static OptionalInt optional(Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
