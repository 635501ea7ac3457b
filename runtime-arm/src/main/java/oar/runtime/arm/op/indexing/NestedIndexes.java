package oar.runtime.arm.op.indexing;

import java.util.stream.LongStream;
import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * A tensor [.., depth] whose last dimension holds places of the first {@code depth} dimensions of another one, and so names blocks
 * of it. The places are known, and checked, when a computation reads them.
 */
final class NestedIndexes {
  private final Planning planning;
  private final Operand operand;
  private final Shape indexed;
  private final int depth;

  private NestedIndexes(Planning planning, Operand operand, Shape indexed, int depth) {
    this.planning = planning;
    this.operand = operand;
    this.indexed = indexed;
    this.depth = depth;
  }

  /** Take a tensor of integers that index another one. */
  static NestedIndexes of(Planning planning, Operand operand, Operand indexed) {
    Indexes.requireIntegers(planning, operand);
    int rank = indexed.shape().rank();
    planning.require(operand.shape().rank() > 0 && operand.shape().dimension(-1) <= rank,
        "input " + operand + " must have rank 1 or more and a last dimension of at most " + rank + ", the rank of "
            + indexed);
    return new NestedIndexes(planning, operand, indexed.shape(), (int) operand.shape().dimension(-1));
  }

  /** Return the shape of the blocks together: the dimensions of the indexes but for the last, then those of a block. */
  Shape blocksShape() {
    return Shape.of(LongStream.concat(LongStream.of(operand.shape().dimensions()).limit(operand.shape().rank() - 1),
        LongStream.of(indexed.dimensions()).skip(depth)).toArray());
  }

  /** Return the number of elements of a block. */
  long blockSize() {
    return indexed.elementCount(depth, indexed.rank());
  }

  /**
   * Return the number of each block that is named, counted through the indexed tensor.
   *
   * @throws oar.api.error.InvalidProgramException if a place is outside its dimension
   */
  long[] read() {
    Elements elements = Elements.of(operand);
    long[] blocks = new long[Math.toIntExact(operand.shape().elementCount(0, operand.shape().rank() - 1))];
    for (int i = 0; i < blocks.length; i++) {
      for (int axis = 0; axis < depth; axis++) {
        long place = Indexes.integer(planning, operand, elements, (long) i * depth + axis);
        planning.require(0 <= place && place < indexed.dimension(axis), "element " + ((long) i * depth + axis) + " of "
            + operand + " is " + place + "; as a place of dimension " + axis + " it must be from 0 to "
            + (indexed.dimension(axis) - 1));
        blocks[i] = blocks[i] * indexed.dimension(axis) + place;
      }
    }
    return blocks;
  }
}
