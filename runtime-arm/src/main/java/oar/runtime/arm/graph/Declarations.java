package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.Block;
import oar.api.model.Program;
import oar.api.model.Variable;

/** The variables that the blocks of a program declare. */
final class Declarations {
  private final List<Map<String, Variable>> blocks = new ArrayList<>();
  private final int[] parents;

  Declarations(Program program) {
    parents = new int[program.blocks().size()];
    for (Block block : program.blocks()) {
      parents[blocks.size()] = block.parent();
      Map<String, Variable> declared = new LinkedHashMap<>(block.variables().size() * 2);
      for (Variable variable : block.variables()) {
        declared.put(variable.name(), variable);
      }
      blocks.add(declared);
    }
  }

  /** Find a variable as an operator of a block sees it: in the block, or in one around it. */
  Optional<Variable> find(int block, String name) {
    int visited = block;
    for (int depth = 0; depth < parents.length && visited >= 0 && visited < parents.length; depth++) {
      Variable variable = blocks.get(visited).get(name);
      if (variable != null) {
        return Optional.of(variable);
      }
      visited = parents[visited];
    }
    return Optional.empty();
  }

  boolean contains(String name) {
    for (Map<String, Variable> declared : blocks) {
      if (declared.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** Declare a variable in block 0 alone, which every block sees. */
  void declare(Variable variable) {
    for (int block = 1; block < parents.length; block++) {
      blocks.get(block).remove(variable.name());
    }
    blocks.getFirst().put(variable.name(), variable);
  }

  /** Take a variable away, and tell whether there was one. */
  boolean remove(String name) {
    boolean removed = false;
    for (Map<String, Variable> declared : blocks) {
      removed |= declared.remove(name) != null;
    }
    return removed;
  }

  /** Return the names of the variables of all blocks. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    blocks.forEach(declared -> names.addAll(declared.keySet()));
    return names;
  }

  /** Return the variables of a block, in order of declaration. */
  List<Variable> of(int block) {
    return List.copyOf(blocks.get(block).values());
  }
}
