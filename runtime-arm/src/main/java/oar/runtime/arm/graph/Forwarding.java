package oar.runtime.arm.graph;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Makes one variable of two that always hold the same value. Readers of the copy turn to the original; only if the
 * program gives the copy away under its name does the original take that name.
 */
final class Forwarding {
  private final Graph graph;
  private final Node copier;
  private final String original;
  private final String copy;

  private Forwarding(Graph graph, Match match, String original) {
    this.graph = graph;
    this.copier = match.last();
    this.original = original;
    this.copy = match.result();
  }

  /**
   * Take away what copies a variable.
   *
   * @param match what copies it
   * @param original the variable that is copied
   * @return false if the program needs both, and nothing was changed
   */
  static boolean apply(Graph graph, Match match, String original) {
    Forwarding forwarding = new Forwarding(graph, match, original);
    if (!forwarding.isSafe()) {
      return false;
    }
    if (graph.usage(forwarding.copy).isFetched()) {
      if (!forwarding.canRenameOriginal()) {
        return false;
      }
      forwarding.rename(original, forwarding.copy);
    } else {
      forwarding.rename(forwarding.copy, original);
    }
    return true;
  }

  private boolean isSafe() {
    return !original.equals(copy) && graph.usage(original).isAssignedOnce()
        && graph.usage(copy).isAssignedOnce()
        && graph.isTensor(copier, original) && graph.isTensor(copier, copy) && isNamedInSlotsOfBlock(copy);
  }

  private boolean canRenameOriginal() {
    return !graph.usage(original).isFetched() && isNamedInSlotsOfBlock(original)
        && graph.producer(copier, original).filter(node -> !node.operator().type().equals("feed")).isPresent();
  }

  private boolean isNamedInSlotsOfBlock(String name) {
    for (Node node : graph.usage(name).readers()) {
      if (node.block() != copier.block() || !isInInputSlot(node, name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInInputSlot(Node node, String name) {
    for (List<String> slot : node.operator().inputs().values()) {
      if (slot.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private void rename(String from, String to) {
    LinkedHashSet<Node> users = new LinkedHashSet<>(graph.usage(from).readers());
    graph.producer(copier, from).ifPresent(users::add);
    users.remove(copier);
    for (Node user : users) {
      graph.replace(user, user.operator().rename(name -> name.equals(from) ? to : name));
    }
    graph.remove(copier);
  }
}
