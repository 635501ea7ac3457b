package oar.runtime.arm.op.indexing;

import oar.api.model.DataType;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Adds elements to others of the same real type, in the precision of that type. */
final class Additions {
  private Additions() {}

  /** Check that a tensor's elements can be added. */
  static void requireNumbers(Planning planning, Operand operand) {
    planning.require(operand.type().isInteger() || operand.type().isFloatingPoint(),
        "input " + operand + " holds " + operand.type() + ", which cannot be added");
  }

  /** Add a range of elements of one operand to a range of another. */
  static void add(Operand from, long fromIndex, Operand to, long toIndex, long count) {
    Elements terms = Elements.of(from);
    Elements sums = Elements.of(to);
    boolean integral = to.type().isInteger() || to.type() == DataType.BOOL;
    for (long i = 0; i < count; i++) {
      if (integral) {
        sums.set(toIndex + i, sums.getLong(toIndex + i) + terms.getLong(fromIndex + i));
      } else {
        sums.set(toIndex + i, sums.getDouble(toIndex + i) + terms.getDouble(fromIndex + i));
      }
    }
  }
}
