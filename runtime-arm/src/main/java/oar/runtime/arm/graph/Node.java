package oar.runtime.arm.graph;

import oar.api.model.Operator;

/** An operator at its place in a {@link Graph}. */
public final class Node {
  private final int block;
  private Operator operator;
  private boolean removed;

  Node(int block, Operator operator) {
    this.block = block;
    this.operator = operator;
  }

  /** Return the index of the block that the operator is in. */
  public int block() {
    return block;
  }

  /** Return the operator. */
  public Operator operator() {
    return operator;
  }

  /** Tell whether the operator has been taken out of the graph. */
  public boolean isRemoved() {
    return removed;
  }

  void replace(Operator newOperator) {
    operator = newOperator;
  }

  void remove() {
    removed = true;
  }
}
