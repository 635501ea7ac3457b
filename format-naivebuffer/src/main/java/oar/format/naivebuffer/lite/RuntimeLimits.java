package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/** Finds what the real runtime's loader stumbles over, whatever the kernels could do. */
final class RuntimeLimits {
  private static final Set<DataType> ELEMENT_TYPES = Set.of(DataType.BOOL, DataType.INT8, DataType.UINT8,
      DataType.INT16,
      DataType.INT32, DataType.INT64, DataType.FLOAT16, DataType.FLOAT32);

  private final Map<String, List<Operator>> readers = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private RuntimeLimits(Program program) {
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        operator.inputVariables().stream().distinct()
            .forEach(name -> readers.computeIfAbsent(name, _ -> new ArrayList<>()).add(operator));
      }
    }
  }

  /** Return everything that the loader cannot take, one sentence each. */
  static List<String> of(Program program) {
    RuntimeLimits limits = new RuntimeLimits(program);
    List<Scope> scopes = Scope.of(program);
    for (int i = 0; i < scopes.size(); i++) {
      limits.checkVariables(program.blocks().get(i), scopes.get(i));
    }
    return limits.problems;
  }

  private void checkVariables(Block block, Scope scope) {
    for (Operator operator : block.operators()) {
      checkStates(operator);
      for (String name : SharedNames.names(operator)) {
        Optional<Variable> variable = scope.find(name);
        if (variable.isEmpty()) {
          problems.add("operator " + operator + ": variable " + name + " is not declared");
        }
        variable.filter(it -> it.kind() == Variable.Kind.LOD_TENSOR).flatMap(Variable::type)
            .filter(type -> !ELEMENT_TYPES.contains(type))
            .ifPresent(type -> problems.add("variable " + name + " is " + type + ", which the loader does not know"));
      }
    }
  }

  /** A detour leads around this for a single layer. */
  private void checkStates(Operator operator) {
    if (operator.type().equals("rnn") && operator.booleanAttribute("is_bidirec", false)
        && operator.intAttribute("num_layers", 1) > 1
        && operator.output("State").filter(readers::containsKey).isPresent()) {
      problems
          .add("operator " + operator + ": the kernel gives a wrong last state of the backward direction of all layers"
              + " but one, which " + readers.get(operator.output("State").get()) + " reads");
    }
  }
}
