package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Operator;
import oar.api.model.Program;

/**
 * Computes once what several operators of a block compute.
 *
 * <pre>
 * X -- operator(attributes) -- Out
 *   \- operator(attributes) -- Other
 *
 * X -- operator(attributes) -- Out
 * </pre>
 */
public final class MergeEqualOperators implements Pass {
  @Override
  public String id() {
    return "merge-equal-operators";
  }

  @Override
  public String description() {
    return "Compute once what several operators compute.";
  }

  @Override
  public Program apply(Program program, Options options) {
    Graph graph = new Graph(program);
    boolean again = true;
    while (again) {
      again = mergeOnce(graph);
    }
    return graph.toProgram();
  }

  private static boolean mergeOnce(Graph graph) {
    Map<List<Object>, List<Node>> known = new HashMap<>();
    boolean merged = false;
    for (Node node : graph.nodes()) {
      if (node.isRemoved() || !isPure(graph, node)) {
        continue;
      }
      List<Node> alike = known.computeIfAbsent(place(node), key -> new ArrayList<>(1));
      Optional<Node> equal = alike.stream().filter(other -> areEqual(other.operator(), node.operator())).findFirst();
      if (equal.isEmpty()) {
        alike.add(node);
      } else if (canBeReplaced(graph, node)) {
        merge(graph, equal.get().operator(), node);
        merged = true;
      }
    }
    return merged;
  }

  /** Return what operators that compute the same have in common, and few others. */
  private static List<Object> place(Node node) {
    return List.of(node.block(), node.operator().type(), node.operator().inputs());
  }

  private static boolean areEqual(Operator one, Operator other) {
    return one.attributes().equals(other.attributes()) && one.outputs().keySet().equals(other.outputs().keySet())
        && one.outputs().keySet().stream()
            .allMatch(slot -> one.outputList(slot).size() == other.outputList(slot).size());
  }

  /** Tell whether an operator computes the same from the same variables, wherever in the block it stands. */
  private static boolean isPure(Graph graph, Node node) {
    return !Access.hasEffect(node.operator()) && !Access.isRandom(node.operator())
        && Access.reads(node.operator()).stream().allMatch(name -> graph.usage(name).isAssignedOnce())
        && Access.writes(node.operator()).stream()
            .allMatch(name -> graph.usage(name).isAssignedOnce() && graph.isTensor(node, name));
  }

  private static boolean canBeReplaced(Graph graph, Node node) {
    for (String name : Access.writes(node.operator())) {
      for (Node reader : graph.usage(name).readers()) {
        if (reader.block() != node.block() || reader.operator().type().equals("fetch")
            || !reader.operator().inputs().values().stream().anyMatch(slot -> slot.contains(name))) {
          return false;
        }
      }
    }
    return true;
  }

  private static void merge(Graph graph, Operator first, Node node) {
    Map<String, String> names = new HashMap<>();
    node.operator().outputs().forEach((slot, outputs) -> {
      for (int i = 0; i < outputs.size(); i++) {
        names.put(outputs.get(i), first.outputList(slot).get(i));
      }
    });
    for (String name : names.keySet()) {
      for (Node reader : List.copyOf(graph.usage(name).readers())) {
        graph.replace(reader, reader.operator().rename(variable -> names.getOrDefault(variable, variable)));
      }
    }
    graph.remove(node);
  }
}
