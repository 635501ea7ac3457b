package oar.runtime.arm.op;

import oar.api.model.DataType;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The floating-point type that an operator computes in. Operators that decide by comparing (what overlaps, which pixels a
 * region covers) round each step as that type does, or else boxes on the edge would fall on the other side than in Paddle.
 */
public enum Precision {
  SINGLE,
  DOUBLE;

  /**
   * Return the precision of the inputs, which must all be FLOAT32 or all FLOAT64.
   *
   * @throws oar.api.error.InvalidProgramException if they are not
   */
  public static Precision of(Planning planning, Operand first, Operand... others) {
    planning.require(first.type() == DataType.FLOAT32 || first.type() == DataType.FLOAT64,
        "input " + first + " must be of float32 or float64");
    for (Operand other : others) {
      planning.require(other.type() == first.type(), "inputs " + first + " and " + other + " must be of one type");
    }
    return first.type() == DataType.FLOAT32 ? SINGLE : DOUBLE;
  }

  /** Return the nearest number of this precision. */
  public double round(double value) {
    return this == SINGLE ? (float) value : value;
  }

  /** Return the least finite number of this precision, which Paddle gives for the maximum of nothing. */
  public double least() {
    return this == SINGLE ? -Float.MAX_VALUE : -Double.MAX_VALUE;
  }

  /** Return the nearest integer, halves away from zero. */
  public static double toInteger(double value) {
    return Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
  }
}
