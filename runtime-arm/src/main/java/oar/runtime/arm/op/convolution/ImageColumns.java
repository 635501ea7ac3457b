package oar.runtime.arm.op.convolution;

import oar.runtime.arm.kernel.Im2Col;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Operand;

/**
 * The elements of images under the windows of a convolution.
 *
 * @param input [N, C, spatial]
 * @param columns of the channels of a group
 * @param groups that the channels fall into
 */
record ImageColumns(Operand input, Im2Col columns, int groups) implements FilterColumns {
  private static final int ROW_ARRAY = 2;

  @Override
  public long count() {
    return columns.columns();
  }

  @Override
  public Packer packer(long product, Scratch scratch) {
    int channels = Math.toIntExact(input.shape().dimension(1) / groups);
    long index = product * channels * columns.planeSize();
    return strip -> columns.pack(input.segment(), index, channels * columns.rowsPerChannel(), strip,
        scratch.floats(ROW_ARRAY, strip.count()));
  }
}
