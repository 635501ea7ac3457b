package oar.runtime.arm.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Output;

/**
 * Gives each value of a block a number: every time a name is written, a new one. What a loop's body or a branch reads of the
 * block around it is captured: fed to it as a value of its own.
 */
final class Scope {
  /** The name that Paddle writes where an operator has no variable. */
  static final String EMPTY = "@EMPTY@";

  private final Constants constants;
  private final Optional<Scope> outer;
  private final Set<String> capturable = new HashSet<>();
  private final Map<String, Integer> current = new HashMap<>();
  private final Map<Integer, String> constantNames = new HashMap<>();
  private final List<Output> captured = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private int count;

  /** Create the scope of block 0. */
  Scope(Constants constants) {
    this.constants = constants;
    this.outer = Optional.empty();
  }

  /**
   * Create the scope of a block within another one.
   *
   * @param outer the scope around it
   * @param carried names that have a value when the block begins even if nothing around it has written them: those that it
   *     leaves to itself from one turn of a loop to the next
   */
  Scope(Scope outer, Set<String> carried) {
    this.constants = outer.constants;
    this.outer = Optional.of(outer);
    capturable.addAll(carried);
  }

  /** Return the value that a name stands for now, or empty if there is none. */
  Optional<Input> read(String name) {
    if (!current.containsKey(name)) {
      if (isWrittenAround(name) || capturable.contains(name)) {
        capture(name);
      } else if (constants.contains(name)) {
        constantNames.put(count, name);
        current.put(name, count++);
      }
    }
    return Optional.ofNullable(current.get(name)).map(value -> new Input(name, value));
  }

  private boolean isWrittenAround(String name) {
    return outer.isPresent() && (outer.get().isWritten(name) || outer.get().isWrittenAround(name));
  }

  private boolean isWritten(String name) {
    return current.containsKey(name) && !constantNames.containsKey(current.get(name));
  }

  private void capture(String name) {
    captured.add(new Output(name, count));
    current.put(name, count++);
  }

  /** Let a name stand for a new value from now on. */
  int write(String name) {
    written.add(name);
    current.put(name, count);
    return count++;
  }

  /** Tell whether a name stands for a weight now. */
  boolean isConstant(String name) {
    return read(name).filter(input -> constantNames.containsKey(input.value())).isPresent();
  }

  /** Tell whether something around the block has given a name a value. */
  boolean isKnownAround(String name) {
    return outer.isPresent() && outer.get().read(name).isPresent();
  }

  /** Return what is captured, in order. */
  List<Output> captured() {
    return captured;
  }

  /** Return the names that have been written. */
  Set<String> written() {
    return written;
  }

  Map<Integer, String> constantNames() {
    return constantNames;
  }

  int valueCount() {
    return count;
  }
}
