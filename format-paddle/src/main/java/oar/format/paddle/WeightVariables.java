package oar.format.paddle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import oar.api.error.InvalidProgramException;
import oar.api.model.Block;
import oar.api.model.Program;
import oar.api.model.Variable;

/** The variables of a block whose values are in parameter files. */
final class WeightVariables {
  private static final Comparator<Variable> BY_BYTES_OF_NAME = (one, other) -> Arrays
      .compareUnsigned(one.name().getBytes(StandardCharsets.UTF_8), other.name().getBytes(StandardCharsets.UTF_8));

  private WeightVariables() {}

  /** Return the variables in the order of a combined parameter file. */
  static List<Variable> of(Block block) {
    return block.variables().stream().filter(WeightVariables::isWeight).sorted(BY_BYTES_OF_NAME).toList();
  }

  private static boolean isWeight(Variable variable) {
    return variable.persistable() && switch (variable.kind()) {
      case FEED_MINIBATCH, FETCH_LIST, RAW -> false;
      case LOD_TENSOR, SELECTED_ROWS, STEP_SCOPES, LOD_RANK_TABLE, LOD_TENSOR_ARRAY, PLACE_LIST, READER, TUPLE, STRING,
          STRINGS, VOCAB, FEED_LIST, SPARSE_COO, SPARSE_CSR ->
        true;
    };
  }

  /**
   * Return the variables of a program whose every weight is declared, in the order of a combined parameter file.
   *
   * @throws InvalidProgramException if a weight is not declared, or a declared one is not there
   */
  static List<Variable> require(Program program) {
    List<Variable> variables = of(program.mainBlock());
    Set<String> undeclared = new HashSet<>(program.weights().keySet());
    for (Variable variable : variables) {
      if (!undeclared.remove(variable.name())) {
        throw new InvalidProgramException("variable " + variable.name()
            + " of block 0 is persistable, but the program has no weight of that name");
      }
    }
    if (!undeclared.isEmpty()) {
      throw new InvalidProgramException("weight " + undeclared.stream().sorted().findFirst().orElseThrow()
          + " is not declared as a persistable variable of block 0");
    }
    return variables;
  }
}
