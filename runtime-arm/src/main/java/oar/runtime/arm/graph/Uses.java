package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oar.api.model.Operator;

/** Who reads and who writes each variable. */
final class Uses {
  private final Map<String, Usage> usages = new HashMap<>();

  Usage of(String name) {
    return usages.computeIfAbsent(name, key -> new Usage());
  }

  /** Tell whether an operator names a variable. */
  boolean contains(String name) {
    Usage usage = usages.get(name);
    return usage != null && !usage.isUnused();
  }

  /** Add an operator that stands behind all that were appended before. */
  void append(Node node) {
    for (String name : Access.reads(node.operator())) {
      of(name).readers().add(node);
    }
    for (String name : Access.writes(node.operator())) {
      of(name).appendWriter(node);
    }
  }

  /** Add what an operator does at a place that is part of the graph already. */
  void add(Node node, Operator operator) {
    for (String name : Access.reads(operator)) {
      of(name).readers().add(node);
    }
    for (String name : Access.writes(operator)) {
      of(name).writers().add(node);
    }
  }

  /** Take away what an operator does, and return the variables that may be needed no more. */
  List<String> remove(Node node, Operator operator) {
    List<String> released = new ArrayList<>();
    for (String name : Access.reads(operator)) {
      of(name).readers().remove(node);
      released.add(name);
    }
    for (String name : Access.writes(operator)) {
      of(name).writers().remove(node);
      released.add(name);
    }
    return released;
  }
}
