package oar.format.naivebuffer.lite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/** Finds the variables that operators of more than one block use. */
final class SharedNames {
  private SharedNames() {}

  static Set<String> of(Program program) {
    Map<String, Block> firstUser = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        for (String name : names(operator)) {
          Block user = firstUser.putIfAbsent(name, block);
          if (user != null && user != block) {
            shared.add(name);
          }
        }
      }
    }
    return shared;
  }

  /** Return every variable that an operator uses. */
  static Set<String> names(Operator operator) {
    Set<String> names = new HashSet<>(operator.inputVariables());
    names.addAll(operator.outputVariables());
    return names;
  }
}
