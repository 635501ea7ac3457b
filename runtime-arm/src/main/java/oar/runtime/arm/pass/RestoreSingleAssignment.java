package oar.runtime.arm.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/**
 * Gives every value of block 0 a name of its own, where one variable holds several in turn: operators that work in
 * place and files that reuse the memory of variables make such. What is fed or fetched keeps its name; so do variables
 * that other blocks know.
 *
 * <pre>
 * conv2d -- a -- relu -- a -- pool2d -- b
 *
 * conv2d -- a -- relu -- a_1 -- pool2d -- b
 * </pre>
 */
final class RestoreSingleAssignment implements Pass {
  @Override
  public String id() {
    return "restore-single-assignment";
  }

  @Override
  public String description() {
    return "Give every value a name of its own where variables are reused.";
  }

  @Override
  public Program apply(Program program, Options options) {
    Map<String, ReusedVariable> reused = ReusedVariables.of(program);
    if (reused.isEmpty()) {
      return program;
    }
    Block block = program.mainBlock();
    List<Operator> operators = new ArrayList<>(block.operators().size());
    for (Operator operator : block.operators()) {
      operators.add(rename(operator, reused));
    }
    List<Variable> variables = new ArrayList<>();
    for (Variable variable : block.variables()) {
      if (reused.containsKey(variable.name())) {
        variables.addAll(reused.get(variable.name()).declarations(variable));
      } else {
        variables.add(variable);
      }
    }
    List<Block> blocks = new ArrayList<>(program.blocks());
    blocks.set(0, block.withVariables(variables).withOperators(operators));
    return program.withBlocks(blocks);
  }

  private static Operator rename(Operator operator, Map<String, ReusedVariable> reused) {
    Operator.Builder builder = operator.toBuilder();
    operator.inputs().forEach((slot, names) -> builder.input(slot, present(names, reused)));
    operator.outputs().forEach((slot, names) -> builder.output(slot, next(names, reused)));
    return builder.build();
  }

  private static List<String> present(List<String> names, Map<String, ReusedVariable> reused) {
    List<String> result = new ArrayList<>(names.size());
    for (String name : names) {
      result.add(reused.containsKey(name) ? reused.get(name).presentName() : name);
    }
    return result;
  }

  private static List<String> next(List<String> names, Map<String, ReusedVariable> reused) {
    List<String> result = new ArrayList<>(names.size());
    for (String name : names) {
      result.add(reused.containsKey(name) ? reused.get(name).nextName() : name);
    }
    return result;
  }
}
