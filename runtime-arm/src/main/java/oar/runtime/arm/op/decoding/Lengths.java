package oar.runtime.arm.op.decoding;

import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** How many steps of each padded sequence mean something, as a tensor says. */
final class Lengths {
  private Lengths() {}

  /** Return the tensor, which must have an integer for each sequence. */
  static Operand of(Planning planning, Operand lengths, long sequences) {
    planning.require(lengths.type().isInteger() && lengths.elementCount() == sequences,
        "input " + lengths + " must have an integer for each of the " + sequences + " sequences");
    return lengths;
  }

  /** Return the length of a sequence when a computation runs. */
  static long get(Planning planning, Operand lengths, long sequence, long steps) {
    return checked(planning, lengths.variable(), sequence, Elements.of(lengths).getLong(sequence), steps);
  }

  /** Return a length that is one. */
  static long checked(Planning planning, String variable, long sequence, long length, long steps) {
    planning.require(0 <= length && length <= steps, "element " + sequence + " of " + variable + " is " + length
        + "; it must be from 0 to the " + steps + " steps of a sequence");
    return length;
  }
}
