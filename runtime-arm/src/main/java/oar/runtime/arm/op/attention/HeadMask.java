package oar.runtime.arm.op.attention;

import oar.runtime.arm.plan.Operand;

/**
 * What is added to the scores of each head.
 *
 * @param operand the elements
 * @param batchStride elements from a batch to the next, 0 if all are alike
 * @param headStride elements from a head to the next, 0 if all are alike
 * @param rowStride elements from a query to the next, 0 if all are alike
 */
record HeadMask(Operand operand, long batchStride, long headStride, long rowStride) {
  /**
   * Describe a mask.
   *
   * @param shape its dimensions [batch, heads, queries, keys], with 1 instead of any of the first three
   */
  static HeadMask of(Operand operand, long... shape) {
    long row = shape[3];
    return new HeadMask(operand, shape[0] == 1 ? 0 : shape[1] * shape[2] * row, shape[1] == 1 ? 0 : shape[2] * row,
        shape[2] == 1 ? 0 : row);
  }

  /** Return where what is added to a query's scores begins, in elements. */
  long begin(long batch, long head, long query) {
    return batch * batchStride + head * headStride + query * rowStride;
  }
}
