package oar.format.paddle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;

/** Proves that blocks refer to blocks that there are, and never through others to themselves. */
final class BlockReferences {
  private final List<Block> blocks;
  private final List<List<Integer>> references = new ArrayList<>();

  private BlockReferences(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Check all references between blocks.
   *
   * @throws IllegalArgumentException if one leads nowhere or in a circle
   */
  static void require(List<Block> blocks) {
    BlockReferences references = new BlockReferences(blocks);
    for (int index = 0; index < blocks.size(); index++) {
      references.add(index);
    }
    references.requireNoCycle();
  }

  private void add(int index) {
    Block block = blocks.get(index);
    requireParent(index, block.parent());
    requireIndex(index, "forward block", block.forward(), Block.NO_BLOCK);
    List<Integer> targets = new ArrayList<>();
    for (Operator operator : block.operators()) {
      operator.attributes().forEach((name, attribute) -> {
        for (int target : targets(attribute)) {
          requireIndex(index, "operator " + operator + ", attribute " + name, target, 0);
          targets.add(target);
        }
      });
    }
    references.add(targets);
  }

  private static List<Integer> targets(Attribute attribute) {
    return switch (attribute) {
      case Attribute.BlockIndex(int value) -> List.of(value);
      case Attribute.BlockIndexes(List<Integer> values) -> values;
      case Attribute _ -> List.of();
    };
  }

  private static void requireParent(int index, int parent) {
    if (index == 0 ? parent != Block.NO_BLOCK : parent < 0 || parent >= index) {
      throw new IllegalArgumentException("block " + index + ": its parent is block " + parent + "; it must be "
          + (index == 0 ? "-1, for none" : "one of the blocks before it"));
    }
  }

  private void requireIndex(int index, String what, int target, int least) {
    if (target < least || target >= blocks.size()) {
      throw new IllegalArgumentException("block " + index + ": " + what + " is block " + target
          + ", but the program has blocks 0 to " + (blocks.size() - 1));
    }
  }

  /** Take away blocks that no remaining block refers to; what cannot be taken away is on a cycle or behind one. */
  private void requireNoCycle() {
    int[] users = new int[blocks.size()];
    references.forEach(targets -> targets.forEach(target -> users[target]++));
    Deque<Integer> unused = new ArrayDeque<>();
    for (int index = 0; index < users.length; index++) {
      if (users[index] == 0) {
        unused.add(index);
      }
    }
    int removed = 0;
    for (; !unused.isEmpty(); removed++) {
      for (int target : references.get(unused.remove())) {
        if (--users[target] == 0) {
          unused.add(target);
        }
      }
    }
    if (removed < blocks.size()) {
      int index = 0;
      while (users[index] == 0) {
        index++;
      }
      throw new IllegalArgumentException("block " + index + " is part of a circle of blocks, each of which is the body "
          + "of an operator of the next; the nesting of blocks must end");
    }
  }
}
