package oar.runtime.arm.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.runtime.arm.graph.Access;

/** Finds the variables of block 0 that hold several values in turn and can be taken apart. */
final class ReusedVariables {
  private final Map<String, ReusedVariable> variables = new LinkedHashMap<>();

  private ReusedVariables() {}

  /** Return the variables to take apart, by name, with names for their values. */
  static Map<String, ReusedVariable> of(Program program) {
    ReusedVariables candidates = new ReusedVariables();
    candidates.follow(program.mainBlock());
    for (Block block : program.blocks().subList(1, program.blocks().size())) {
      candidates.fix(names(block));
    }
    candidates.fix(program.weights().keySet());
    candidates.variables.values().removeIf(variable -> !variable.isSeparable());
    candidates.nameValues(program);
    return candidates.variables;
  }

  private void follow(Block block) {
    for (Variable variable : block.variables()) {
      if (variable.kind() == Variable.Kind.LOD_TENSOR && !variable.persistable()) {
        variables.put(variable.name(), new ReusedVariable(variable.name()));
      }
    }
    block.operators().forEach(this::follow);
  }

  private void follow(Operator operator) {
    List<String> read = Access.reads(operator);
    forEach(read, ReusedVariable::addReader);
    if (operator.type().equals("fetch")) {
      forEach(read, ReusedVariable::keepName);
    }
    List<String> written = Access.writes(operator);
    forEach(written, ReusedVariable::addValue);
    if (operator.type().equals("feed")) {
      forEach(written, ReusedVariable::keepName);
    }
    if (Access.runsBlock(operator)) {
      fix(read);
      fix(written);
    }
    fixUnlessInSlots(read, operator.inputs());
    fixUnlessInSlots(written, operator.outputs());
    fixRepeated(written);
  }

  private void forEach(Collection<String> names, Consumer<ReusedVariable> event) {
    for (String name : names) {
      ReusedVariable variable = variables.get(name);
      if (variable != null) {
        event.accept(variable);
      }
    }
  }

  private void fix(Collection<String> names) {
    forEach(names, ReusedVariable::fix);
  }

  /** Only what an operator reads or writes through its slots, and nothing else, can be renamed. */
  private void fixUnlessInSlots(List<String> used, Map<String, List<String>> slots) {
    List<String> inSlots = new ArrayList<>(used.size());
    slots.values().forEach(inSlots::addAll);
    if (!used.equals(inSlots)) {
      Set<String> differing = new HashSet<>(used);
      differing.addAll(inSlots);
      differing.removeIf(name -> used.contains(name) && inSlots.contains(name));
      fix(differing);
    }
  }

  /** Two values that one operator writes have no order. */
  private void fixRepeated(List<String> written) {
    for (String name : written) {
      if (Collections.frequency(written, name) > 1) {
        fix(List.of(name));
      }
    }
  }

  private void nameValues(Program program) {
    if (variables.isEmpty()) {
      return;
    }
    Set<String> taken = new HashSet<>(program.weights().keySet());
    for (Block block : program.blocks()) {
      taken.addAll(names(block));
    }
    variables.values().forEach(variable -> taken.addAll(variable.nameValues(taken)));
  }

  private static Set<String> names(Block block) {
    Set<String> names = new HashSet<>();
    for (Variable variable : block.variables()) {
      names.add(variable.name());
    }
    for (Operator operator : block.operators()) {
      names.addAll(Access.reads(operator));
      names.addAll(Access.writes(operator));
    }
    return names;
  }
}
