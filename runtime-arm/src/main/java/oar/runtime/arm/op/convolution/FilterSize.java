package oar.runtime.arm.op.convolution;

/**
 * The sizes of a filter as the left operand of a product.
 *
 * @param groups groups of channels, each a product of its own
 * @param rows rows of a group's matrix
 * @param depth columns of a group's matrix
 */
record FilterSize(int groups, int rows, int depth) {
  static FilterSize of(int groups, long rows, long depth) {
    return new FilterSize(groups, Math.toIntExact(rows), Math.toIntExact(depth));
  }

  /** Return the elements of a group's matrix. */
  long elements() {
    return (long) rows * depth;
  }
}
