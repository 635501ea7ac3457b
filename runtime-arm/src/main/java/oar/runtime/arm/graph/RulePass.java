package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;

/** Applies a few rules that play into each other, wherever they fit, until none does. */
public final class RulePass implements Pass {
  private final String id;
  private final String description;
  private final Map<String, List<Rule>> rulesByLastType = new HashMap<>();

  /**
   * Create a pass.
   *
   * @param id a verb phrase
   * @param description a sentence
   * @param rules in order of preference
   */
  public RulePass(String id, String description, Rule... rules) {
    this.id = id;
    this.description = description;
    for (Rule rule : rules) {
      for (String type : rule.pattern().producer().types()) {
        rulesByLastType.computeIfAbsent(type, key -> new ArrayList<>()).add(rule);
      }
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Program apply(Program program, Options options) {
    Graph graph = new Graph(program);
    boolean again = true;
    while (again) {
      again = false;
      for (Node node : graph.nodes()) {
        while (applyOneRule(graph, node)) {
          again = true;
        }
      }
    }
    return graph.toProgram();
  }

  private boolean applyOneRule(Graph graph, Node node) {
    if (node.isRemoved()) {
      return false;
    }
    for (Rule rule : rulesByLastType.getOrDefault(node.operator().type(), List.of())) {
      Optional<Match> match = Matching.find(graph, rule.pattern(), node);
      if (match.isPresent() && match.get().apply(rule.rewrite(match.get()))) {
        return true;
      }
    }
    return false;
  }
}
