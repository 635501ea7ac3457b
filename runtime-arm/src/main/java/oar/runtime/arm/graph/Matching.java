package oar.runtime.arm.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits a pattern to a place of a graph, from the last operator back along what each one reads. */
final class Matching {
  private final Graph graph;
  private final Bindings<Pattern, Node> operators = new Bindings<>();
  private final Bindings<Operand, String> variables = new Bindings<>();

  private Matching(Graph graph) {
    this.graph = graph;
  }

  /** Try to fit a pattern whose last operator is a given one. */
  static Optional<Match> find(Graph graph, Operand.Result wanted, Node last) {
    List<String> results = last.operator().outputList(wanted.slot());
    Matching matching = new Matching(graph);
    return results.size() == 1 && matching.fits(wanted.producer(), last) && matching.isClosed(results.getFirst())
        && matching.isSteady()
            ? Optional.of(new Match(graph, results.getFirst(), matching.operators, matching.variables))
            : Optional.empty();
  }

  private boolean fits(Pattern wanted, Node node) {
    Node known = operators.get(wanted);
    if (known != null) {
      return known == node;
    }
    if (!wanted.types().contains(node.operator().type())) {
      return false;
    }
    operators.put(wanted, node);
    int operatorCount = operators.size();
    int variableCount = variables.size();
    for (Map<String, Operand> alternative : wanted.alternatives()) {
      if (fits(alternative, node)) {
        return true;
      }
      operators.truncate(operatorCount);
      variables.truncate(variableCount);
    }
    return false;
  }

  private boolean fits(Map<String, Operand> slots, Node node) {
    for (Map.Entry<String, Operand> slot : slots.entrySet()) {
      List<String> names = node.operator().inputList(slot.getKey());
      if (names.size() != 1 || !fits(slot.getValue(), node, names.getFirst())) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Operand wanted, Node reader, String variable) {
    String known = variables.get(wanted);
    if (known != null) {
      return known.equals(variable);
    }
    variables.put(wanted, variable);
    return switch (wanted) {
      case Operand.Any any -> true;
      case Operand.Constant constant -> graph.constant(variable).isPresent();
      case Operand.Result(Pattern producer, String slot) -> {
        Optional<Node> writer = graph.producer(reader, variable);
        yield writer.isPresent() && writer.get().operator().outputList(slot).equals(List.of(variable))
            && fits(producer, writer.get());
      }
    };
  }

  /** Tell whether nothing outside needs what the operators compute, but for the result. */
  private boolean isClosed(String result) {
    List<Node> nodes = operators.values();
    for (Node node : nodes) {
      if (Access.hasEffect(node.operator())) {
        return false;
      }
      for (String name : Access.writes(node.operator())) {
        boolean isResult = node == nodes.getFirst() && name.equals(result);
        if (!isResult && (graph.isPersistable(node, name) || !graph.usage(name).isReadOnlyBy(nodes))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Tell whether what the earlier operators read is still the same when the last one is reached. */
  private boolean isSteady() {
    for (Node node : operators.values().subList(1, operators.size())) {
      for (String name : Access.reads(node.operator())) {
        if (!graph.usage(name).isAssignedOnce() && graph.mayChange(name, node, operators.values().getFirst())) {
          return false;
        }
      }
    }
    return true;
  }
}
