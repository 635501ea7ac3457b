package oar.runtime.arm.op.recurrent;

import java.util.Optional;
import oar.runtime.arm.kernel.recurrent.Course;
import oar.runtime.arm.kernel.recurrent.Gates;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The input of the gates of a cell, multiplied by the input weights already, and their bias.
 *
 * @param rows [rows, gates * hidden]
 * @param bias one row, and what an operator has behind it
 */
record GateInput(Operand rows, Optional<Operand> bias) {
  /** Read an input. */
  static GateInput of(Planning planning, Input input, Optional<Input> bias) {
    Operand rows = planning.get(input);
    Precision.of(planning, rows);
    planning.require(rows.shape().rank() == 2, "input " + rows + " must have rank 2");
    return new GateInput(rows, planning.get(bias));
  }

  /** Check the widths of input and bias, the latter being {@code behind} elements longer. */
  void require(Planning planning, long width, long behind) {
    planning.require(rows.shape().dimension(1) == width && width <= Integer.MAX_VALUE,
        "input " + rows + " must have rows of " + width + " elements, as the weight's hidden states ask for");
    bias.ifPresent(summand -> planning.require(
        summand.type() == rows.type() && summand.elementCount() == width + behind,
        "Bias " + summand + " must be " + rows.type() + " of " + (width + behind) + " elements"));
  }

  /** Return the gates of so many units when a computation runs. */
  Gates gates(Course course, long hidden) {
    return new Gates(course, (int) hidden, SequenceState.slots(rows));
  }

  /** Return some numbers of the bias, which are 0 if there is none. */
  GateBias biasRow(long from, long width) {
    return GateBias.of(rows.type(), bias, from, width);
  }
}
