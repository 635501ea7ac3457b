package oar.runtime.arm.op.convolution;

import oar.runtime.arm.kernel.Gemm;

/**
 * The sizes of a filter that is packed as the left operand of a product.
 *
 * @param groups groups of channels, each a product of its own
 * @param rows rows of a group's matrix
 * @param depth columns of a group's matrix
 * @param packed packed elements of a group
 */
record FilterSize(int groups, long rows, int depth, long packed) {
  static FilterSize of(int groups, long rows, long depth) {
    return new FilterSize(groups, rows, Math.toIntExact(depth), Gemm.packedLeftSize(rows, depth));
  }
}
