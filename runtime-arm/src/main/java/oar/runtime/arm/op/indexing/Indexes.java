package oar.runtime.arm.op.indexing;

import java.util.Arrays;
import java.util.OptionalLong;
import oar.api.model.DataType;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** A tensor whose elements are places of a dimension of another one. They are known, and checked, when a computation reads them. */
final class Indexes {
  private final Planning planning;
  private final Operand operand;
  private final long extent;
  private long[] places = new long[0];

  private Indexes(Planning planning, Operand operand, long extent) {
    this.planning = planning;
    this.operand = operand;
    this.extent = extent;
  }

  /**
   * Take a tensor of integers.
   *
   * @param extent the dimension; places are from 0 to it, exclusively
   */
  static Indexes of(Planning planning, Operand operand, long extent) {
    requireIntegers(planning, operand);
    return new Indexes(planning, operand, extent);
  }

  /** Check that a tensor holds integers; Paddle-Lite's opt puts casts to float32 before inputs that a kernel declares so. */
  static void requireIntegers(Planning planning, Operand operand) {
    planning.require(operand.type() == DataType.INT32 || operand.type() == DataType.INT64
        || operand.type() == DataType.FLOAT32, "input " + operand + " must hold integers of type int32 or int64");
  }

  /** Return an element of a tensor of integers, which may be stored as floating-point numbers. */
  static long integer(Planning planning, Operand operand, Elements elements, long index) {
    long integer = elements.getLong(index);
    if (!elements.isIntegral() && integer != elements.getDouble(index)) {
      throw planning.refuse(
          "element " + index + " of " + operand + " is " + elements.getDouble(index) + "; it must be an integer");
    }
    return integer;
  }

  /** Take a tensor of integers that is a vector, a scalar or a column [n, 1]. */
  static Indexes ofVector(Planning planning, Operand operand, long extent) {
    int rank = operand.shape().rank();
    planning.require(rank <= 1 || rank == 2 && operand.shape().dimension(1) == 1,
        "input " + operand + " must have rank 0 or 1, or be a column [n, 1]");
    return of(planning, operand, extent);
  }

  /**
   * Return the places, in an array that is the same at every run.
   *
   * @throws oar.api.error.InvalidProgramException if one is outside the dimension
   */
  long[] read() {
    return read(0, OptionalLong.empty());
  }

  /** Return the places as they were read last. */
  long[] latest() {
    return places;
  }

  /** Return the places, of which negative ones count from the end. */
  long[] readFromEitherEnd() {
    return Arrays.stream(read(-extent, OptionalLong.empty())).map(place -> place < 0 ? place + extent : place)
        .toArray();
  }

  /** Return the places, -1 where one is a number that stands for none. */
  long[] readExcept(long none) {
    return read(0, OptionalLong.of(none));
  }

  private long[] read(long least, OptionalLong none) {
    Elements elements = Elements.of(operand);
    if (places.length != operand.elementCount()) {
      places = new long[Math.toIntExact(operand.elementCount())];
    }
    for (int i = 0; i < places.length; i++) {
      long place = integer(planning, operand, elements, i);
      boolean isNone = none.isPresent() && none.getAsLong() == place;
      if (!isNone && (place < least || place >= extent)) {
        throw planning.refuse("element " + i + " of " + operand + " is " + place + "; it must be from " + least + " to "
            + (extent - 1));
      }
      places[i] = isNone ? -1 : place;
    }
    return places;
  }
}
