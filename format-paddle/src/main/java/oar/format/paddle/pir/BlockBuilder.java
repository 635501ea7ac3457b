package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Variable;

/** A block of the program that is made. */
final class BlockBuilder {
  private final int index;
  private final int parent;
  private final SequencedMap<String, Variable> variables = new LinkedHashMap<>();
  private final List<Operator> operators = new ArrayList<>();

  BlockBuilder(int index, int parent) {
    this.index = index;
    this.parent = parent;
  }

  int index() {
    return index;
  }

  void declare(Variable variable) {
    variables.put(variable.name(), variable);
  }

  void emit(Operator operator) {
    operators.add(operator);
  }

  /** Return the variables of blocks around this one that its operators read. */
  List<String> outerReads() {
    return outer(Operator::inputVariables);
  }

  /** Return the variables of blocks around this one that its operators write. */
  List<String> outerWrites() {
    return outer(Operator::outputVariables);
  }

  private List<String> outer(Function<Operator, List<String>> names) {
    Set<String> found = new LinkedHashSet<>();
    operators.forEach(operator -> found.addAll(names.apply(operator)));
    found.removeAll(variables.keySet());
    return List.copyOf(found);
  }

  Block build() {
    return new Block(parent, Block.NO_BLOCK, List.copyOf(variables.values()), operators);
  }
}
