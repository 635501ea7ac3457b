package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Variable;

/**
 * Takes away operators whose results nobody reads, and the declarations that nothing refers to then: constants that became
 * attributes, masks of dropouts. What writes to a variable of another block, or to one that something else writes too, stays.
 */
final class DeadOperators {
  private static final Set<String> EFFECTS = Set.of("feed", "fetch", "while", "conditional_block", "write_to_array");

  private final Map<String, Integer> reads = new HashMap<>();
  private final Map<String, Integer> writes = new HashMap<>();

  private DeadOperators() {}

  static List<Block> remove(List<Block> blocks) {
    DeadOperators dead = new DeadOperators();
    blocks.forEach(block -> block.operators().forEach(dead::count));
    List<Block> live = new ArrayList<>();
    for (Block block : blocks.reversed()) {
      live.addFirst(dead.sweep(block));
    }
    return live.stream().map(DeadOperators::withoutUnusedDeclarations).toList();
  }

  private void count(Operator operator) {
    operator.inputVariables().forEach(name -> reads.merge(name, 1, Integer::sum));
    operator.outputVariables().forEach(name -> writes.merge(name, 1, Integer::sum));
  }

  private Block sweep(Block block) {
    Set<String> declared = new HashSet<>();
    block.variables().stream().filter(variable -> !variable.persistable())
        .forEach(variable -> declared.add(variable.name()));
    List<Operator> live = new ArrayList<>();
    for (Operator operator : block.operators().reversed()) {
      if (isDead(operator, declared)) {
        operator.inputVariables().forEach(name -> reads.merge(name, -1, Integer::sum));
      } else {
        live.addFirst(operator);
      }
    }
    return block.withOperators(live);
  }

  private boolean isDead(Operator operator, Set<String> declared) {
    return !EFFECTS.contains(operator.type()) && operator.outputVariables().stream()
        .allMatch(name -> declared.contains(name) && writes.get(name) == 1 && reads.getOrDefault(name, 0) == 0);
  }

  private static Block withoutUnusedDeclarations(Block block) {
    Set<String> used = new HashSet<>();
    block.operators().forEach(operator -> {
      used.addAll(operator.inputVariables());
      used.addAll(operator.outputVariables());
    });
    List<Variable> variables = block.variables().stream()
        .filter(variable -> variable.persistable() || used.contains(variable.name())).toList();
    return block.withVariables(variables);
  }
}
