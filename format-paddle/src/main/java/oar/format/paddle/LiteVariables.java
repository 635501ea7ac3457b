package oar.format.paddle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/**
 * Undoes what Paddle-Lite does to variables, which Paddle would misunderstand. Lite declares in each block all variables that
 * the block uses; to Paddle, a variable that is declared again in a loop is another one. And Lite lets values of block 0
 * share a variable to save memory; Paddle's graph passes take what has one name for one value.
 */
final class LiteVariables {
  private static final Set<String> ENDPOINTS = Set.of("feed", "fetch");

  private final Declarations declarations;
  private final Set<String> fixed = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private final Map<String, String> newNames = new HashMap<>();

  private LiteVariables(Program program) {
    declarations = new Declarations(program, 0, Declarations.names(program));
    for (Variable variable : program.mainBlock().variables()) {
      if (variable.persistable() || variable.kind() != Variable.Kind.LOD_TENSOR) {
        fixed.add(variable.name());
      }
    }
    for (Operator operator : program.mainBlock().operators()) {
      if (ENDPOINTS.contains(operator.type()) || operator.attributes().containsKey(OperatorSplitter.BODY)) {
        fix(operator);
      }
    }
    program.blocks().stream().skip(1).forEach(block -> block.operators().forEach(this::fix));
  }

  private void fix(Operator operator) {
    fixed.addAll(operator.inputVariables());
    fixed.addAll(operator.outputVariables());
  }

  /** Return the program as Paddle would have it; of one that Lite never saw, all names are kept. */
  static Program undo(Program program) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      blocks.add(block.withVariables(block.variables().stream()
          .filter(variable -> Declarations.find(program, block.parent(), variable.name()).isEmpty()).toList()));
    }
    if (program.mainBlock().operators().stream()
        .anyMatch(operator -> operator.attributes().containsKey(OperatorSplitter.KERNEL))) {
      blocks.set(0, new LiteVariables(program).separateValues(blocks.getFirst()));
    }
    return program.withBlocks(blocks);
  }

  private Block separateValues(Block block) {
    List<Operator> operators = block.operators().stream().map(this::rename).toList();
    return block.withVariables(declarations.variables()).withOperators(operators);
  }

  /** Rename what an operator reads to the last value of that name; what it writes becomes a new value, unless in place. */
  private Operator rename(Operator operator) {
    Operator.Builder renamed = operator.toBuilder();
    operator.inputs().forEach((slot, names) -> renamed.input(slot, renamed(names)));
    List<String> read = operator.inputVariables();
    for (String name : new LinkedHashSet<>(operator.outputVariables())) {
      if (!fixed.contains(name) && !written.add(name) && !read.contains(name)) {
        newNames.put(name, declarations.addLike(name, ".value"));
      }
    }
    operator.outputs().forEach((slot, names) -> renamed.output(slot, renamed(names)));
    return renamed.build();
  }

  private List<String> renamed(List<String> names) {
    return names.stream().map(name -> newNames.getOrDefault(name, name)).toList();
  }
}
