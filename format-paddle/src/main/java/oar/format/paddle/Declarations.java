package oar.format.paddle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.error.InvalidProgramException;
import oar.api.model.Block;
import oar.api.model.Program;
import oar.api.model.Variable;

/** The declarations of a block, and new ones under names that no block of the program has. */
final class Declarations {
  private final Program program;
  private final int block;
  private final Set<String> taken;
  private final List<Variable> variables;

  /**
   * Begin with the declarations that a block has.
   *
   * @param taken every name that a block of the program declares; new ones are added
   */
  Declarations(Program program, int block, Set<String> taken) {
    this.program = program;
    this.block = block;
    this.taken = taken;
    this.variables = new ArrayList<>(program.blocks().get(block).variables());
  }

  /** Return all names that a program declares, in a set of the caller's own. */
  static Set<String> names(Program program) {
    Set<String> names = new HashSet<>();
    program.blocks().forEach(block -> block.variables().forEach(variable -> names.add(variable.name())));
    return names;
  }

  /** Find what a name means in a block: its declaration there, or in the nearest block around it that has one. */
  static Optional<Variable> find(Program program, int block, String name) {
    Optional<Variable> found = Optional.empty();
    for (int index = block; found.isEmpty() && index != Block.NO_BLOCK; index = program.blocks().get(index).parent()) {
      found = program.blocks().get(index).variable(name);
    }
    return found;
  }

  /**
   * Declare a variable that is like another in all but its name, and no weight.
   *
   * @return its name
   * @throws InvalidProgramException if the other is not declared
   */
  String addLike(String name, String suffix) {
    Variable model = find(program, block, name).orElseThrow(() -> new InvalidProgramException(
        "block " + block + ": variable " + name + " is computed but not declared"));
    String fresh = name + suffix;
    for (int number = 2; !taken.add(fresh); number++) {
      fresh = name + suffix + number;
    }
    variables.add(model.withName(fresh).withPersistable(false));
    return fresh;
  }

  List<Variable> variables() {
    return List.copyOf(variables);
  }
}
