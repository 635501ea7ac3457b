package oar.runtime.arm.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Attribute;
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

  /** What an operator computes, whatever its outputs are called. */
  private record Computed(int block, String type, Map<String, List<String>> inputs,
      Map<String, Attribute> attributes, Map<String, Integer> outputs) {
    static Computed by(Node node) {
      Operator operator = node.operator();
      Map<String, Integer> outputs = new HashMap<>();
      operator.outputs().forEach((slot, names) -> outputs.put(slot, names.size()));
      return new Computed(node.block(), operator.type(), operator.inputs(), operator.attributes(), outputs);
    }
  }

  private static boolean mergeOnce(Graph graph) {
    Map<Computed, Node> known = new HashMap<>();
    boolean merged = false;
    for (Node node : graph.nodes()) {
      if (!node.isRemoved() && isPure(graph, node)) {
        Node first = known.putIfAbsent(Computed.by(node), node);
        if (first != null && canBeReplaced(graph, node)) {
          merge(graph, first.operator(), node);
          merged = true;
        }
      }
    }
    return merged;
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
