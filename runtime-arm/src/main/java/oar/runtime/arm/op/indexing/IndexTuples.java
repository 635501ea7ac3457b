package oar.runtime.arm.op.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Expansion;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * Tensors that together name blocks of another one, each of them places of one of its first dimensions, negative ones from the
 * end. They broadcast to each other. A tensor of truth values stands for as many as it has dimensions: vectors of the places
 * where it is true. What they hold is known, and checked, when a computation reads them.
 */
final class IndexTuples {
  private final Planning planning;
  private final List<Operand> operands;
  private final Operand indexed;
  private final int depth;

  private IndexTuples(Planning planning, List<Operand> operands, Operand indexed, int depth) {
    this.planning = planning;
    this.operands = operands;
    this.indexed = indexed;
    this.depth = depth;
  }

  /**
   * The blocks that are named.
   *
   * @param shape of the indexes together
   * @param numbers the number of each block, counted through the indexed tensor
   */
  record Blocks(Shape shape, long[] numbers) {}

  /** The places of one dimension. */
  private record Places(Shape shape, long[] values) {}

  /** Take tensors that index another one. */
  static IndexTuples of(Planning planning, List<Operand> operands, Operand indexed) {
    int depth = 0;
    for (Operand operand : operands) {
      int own = operand.type() == DataType.BOOL ? operand.shape().rank() : 1;
      planning.require(own > 0 && depth + own <= indexed.shape().rank(),
          "input " + operand + " has no dimension of " + indexed + " to index");
      for (int axis = 0; axis < own && operand.type() == DataType.BOOL; axis++) {
        planning.require(operand.shape().dimension(axis) == indexed.shape().dimension(depth + axis),
            "input " + operand + " must have the dimensions of " + indexed + " from " + depth + " on");
      }
      if (operand.type() != DataType.BOOL) {
        Indexes.requireIntegers(planning, operand);
      }
      depth += own;
    }
    return new IndexTuples(planning, operands, indexed, depth);
  }

  /** Return how many dimensions are indexed. */
  int depth() {
    return depth;
  }

  /**
   * Return the blocks.
   *
   * @throws oar.api.error.InvalidProgramException if a place is outside its dimension, or the indexes do not broadcast
   */
  Blocks read() {
    List<Places> all = new ArrayList<>();
    for (Operand operand : operands) {
      if (operand.type() == DataType.BOOL) {
        all.addAll(placesOfTrue(operand));
      } else {
        all.add(places(operand, indexed.shape().dimension(all.size())));
      }
    }
    Shape common = Expansion.commonShape(planning, all.stream().map(Places::shape).toList());
    long[] numbers = new long[Math.toIntExact(common.elementCount())];
    for (int axis = 0; axis < depth; axis++) {
      Places places = all.get(axis);
      View view = View.of(places.shape().dimensions()).broadcast(common.dimensions());
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] * indexed.shape().dimension(axis) + places.values()[(int) view.place(i)];
      }
    }
    return new Blocks(common, numbers);
  }

  private Places places(Operand operand, long extent) {
    return new Places(operand.shape(), Indexes.of(planning, operand, extent).readFromEitherEnd());
  }

  private static List<Places> placesOfTrue(Operand operand) {
    Elements elements = Elements.of(operand);
    long[] places = LongStream.range(0, operand.elementCount())
        .filter(i -> elements.getLong(i) != 0).toArray();
    List<Places> columns = new ArrayList<>();
    for (int axis = 0; axis < operand.shape().rank(); axis++) {
      long extent = operand.shape().dimension(axis);
      long inner = operand.shape().elementCount(axis + 1, operand.shape().rank());
      columns.add(new Places(Shape.of(places.length),
          Arrays.stream(places).map(place -> place / inner % extent).toArray()));
    }
    return columns;
  }
}
