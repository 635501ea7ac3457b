package oar.runtime.arm.op.indexing;

import java.util.stream.IntStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * A tensor of integers that name elements of another tensor of its rank: the one at the same place in all dimensions but one,
 * and there at the place that the integer says; a negative one may count from the end. The places are known, and checked, when a
 * computation reads them.
 */
final class AlongAxis {
  private final Planning planning;
  private final Operand index;
  private final Shape indexed;
  private final int axis;

  private AlongAxis(Planning planning, Operand index, Shape indexed, int axis) {
    this.planning = planning;
    this.index = index;
    this.indexed = indexed;
    this.axis = axis;
  }

  /**
   * Take a tensor of integers that index another one.
   *
   * @param axis the dimension along which they do, counted from the front
   */
  static AlongAxis of(Planning planning, Operand index, Operand indexed, int axis) {
    Indexes.requireIntegers(planning, index);
    Shape shape = indexed.shape();
    planning.require(index.shape().rank() == shape.rank() && IntStream.range(0, shape.rank())
        .allMatch(i -> i == axis || index.shape().dimension(i) <= shape.dimension(i)), "input " + index
            + " must have the rank of " + indexed + ", and in no dimension but " + axis + " be larger");
    return new AlongAxis(planning, index, shape, axis);
  }

  /** Return the shape of the integers. */
  Shape shape() {
    return index.shape();
  }

  /**
   * Return which element of the indexed tensor each integer names.
   *
   * @throws oar.api.error.InvalidProgramException if one is outside the dimension
   */
  long[] read() {
    return read(-indexed.dimension(axis));
  }

  /** Return the same for integers of which none counts from the end. */
  long[] readFromFront() {
    return read(0);
  }

  private long[] read(long least) {
    Elements elements = Elements.of(index);
    long[] places = new long[Math.toIntExact(index.elementCount())];
    View own = View.of(indexed.dimensions());
    View lines = View.strided(0, index.shape().dimensions(),
        IntStream.range(0, indexed.rank()).mapToLong(i -> i == axis ? 0 : own.stride(i)).toArray());
    long extent = indexed.dimension(axis);
    for (int i = 0; i < places.length; i++) {
      long place = Indexes.integer(planning, index, elements, i);
      planning.require(least <= place && place < extent, "element " + i + " of " + index + " is " + place
          + "; it must be from " + least + " to " + (extent - 1));
      places[i] = lines.place(i) + (place < 0 ? place + extent : place) * own.stride(axis);
    }
    return places;
  }
}
