package oar.format.paddle;

import oar.api.model.Operator;

/**
 * One operator of a chain that takes a value from the one before it and leaves one to the next.
 *
 * @param operator the operator but for the two slots
 * @param input the slot that takes the value; unused in the first operator, which has its inputs
 * @param output the slot that leaves the value
 */
record Step(Operator.Builder operator, String input, String output) {
  /** Chain an operator whose slots have the usual names. */
  Step(Operator.Builder operator) {
    this(operator, "X", "Out");
  }
}
