package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.List;

/** The operators that read and write a variable, one entry for each time that one names it. */
final class Usage {
  private final List<Node> readers = new ArrayList<>(2);
  private final List<Node> writers = new ArrayList<>(1);
  private boolean readBeforeWritten;

  List<Node> readers() {
    return readers;
  }

  List<Node> writers() {
    return writers;
  }

  /** Add a writer that stands behind every operator added so far. */
  void appendWriter(Node node) {
    readBeforeWritten |= writers.isEmpty() && isReadIn(node.block());
    writers.add(node);
  }

  private boolean isReadIn(int block) {
    for (Node reader : readers) {
      if (reader.block() == block) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tell whether every reader sees the same value: nothing writes the variable, or one operator does before all else.
   */
  boolean isAssignedOnce() {
    return writers.size() <= 1 && !readBeforeWritten;
  }

  /** Tell whether no operator but the given ones reads the variable. */
  boolean isReadOnlyBy(List<Node> nodes) {
    return nodes.containsAll(readers);
  }

  /** Tell whether the program gives the variable away. */
  boolean isFetched() {
    for (Node reader : readers) {
      if (reader.operator().type().equals("fetch")) {
        return true;
      }
    }
    return false;
  }

  /** Tell whether nothing names the variable. */
  boolean isUnused() {
    return readers.isEmpty() && writers.isEmpty();
  }
}
