package oar.runtime.arm.op.attention;

import oar.runtime.arm.plan.Operand;

/**
 * The rows of each head of a tensor [batch, rows, heads, elements].
 *
 * @param operand the tensor
 */
record HeadRows(Operand operand) {
  /** Return the elements from a row of a head to the next. */
  long stride() {
    return operand.shape().elementCount(2, 4);
  }

  /** Return where the rows of a head begin, in elements. */
  long begin(long batch, long head) {
    long first = operand.shape().dimension(0) == 1 ? 0 : batch * operand.shape().elementCount(1, 4);
    return operand.shape().dimension(2) == 1 ? first : first + head * operand.shape().dimension(3);
  }
}
