package acme.fold.relu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/**
 * Drops a {@code relu} of what a {@code relu} gives, since {@code max(max(x, 0), 0) = max(x, 0)}, and lets those that read
 * the one read the other; an output of the program keeps its name. Programs with several blocks stay as they are: a loop may give a variable another value.
 */
public final class FoldRelu implements Pass {
  @Override
  public String id() {
    return "acme-fold-relu";
  }

  @Override
  public String description() {
    return "Drops a relu of what a relu gives.";
  }

  @Override
  public Program apply(Program program, Options options) {
    if (program.blocks().size() > 1 || hasVariableThatIsWrittenTwice(program.mainBlock())) {
      return program;
    }
    List<Operator> kept = new ArrayList<>();
    List<String> outputs = program.outputs().stream().map(Variable::name).toList();
    Set<String> rectified = new HashSet<>();
    Map<String, String> replacements = new HashMap<>();
    for (Operator original : program.mainBlock().operators()) {
      Operator operator = original.rename(name -> replacements.getOrDefault(name, name));
      String input = operator.input("X").orElse("");
      String output = operator.output("Out").orElse("");
      boolean isRelu = operator.type().equals("relu");
      if (isRelu && rectified.contains(input) && !outputs.contains(output)) {
        replacements.put(output, input);
      } else {
        kept.add(operator);
        if (isRelu) {
          rectified.add(output);
        }
      }
    }
    return replacements.isEmpty() ? program : withOperators(program, kept, replacements.keySet());
  }

  private static boolean hasVariableThatIsWrittenTwice(Block block) {
    Set<String> written = new HashSet<>();
    return !block.operators().stream().flatMap(operator -> operator.outputVariables().stream()).allMatch(written::add);
  }

  private static Program withOperators(Program program, List<Operator> operators, Set<String> dropped) {
    Block block = program.mainBlock();
    return program.withBlocks(List.of(block.withOperators(operators).withVariables(
        block.variables().stream().filter(variable -> !dropped.contains(variable.name())).toList())));
  }
}
