package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.runtime.arm.kernel.DeformableColumns;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Operand;

/**
 * The elements of images under the windows of a deformable convolution.
 *
 * @param input [N, C, H, W]
 * @param offsets along height and width, a pair for each group, window element and output element
 * @param mask what elements are multiplied by
 * @param columns how elements are taken
 * @param groups that the channels fall into
 */
record ShiftedColumns(Operand input, Operand offsets, Optional<Operand> mask, DeformableColumns columns, int groups)
    implements
      FilterColumns {
  @Override
  public long count() {
    return columns.columns();
  }

  @Override
  public Packer packer(long product, Scratch scratch) {
    long image = product / groups;
    int rows = Math.toIntExact(input.shape().dimension(1) / groups) * columns.taps();
    int firstRow = (int) (product % groups) * rows;
    DeformableColumns.Image source = new DeformableColumns.Image(input.segment(), first(input, image),
        offsets.segment(), first(offsets, image), mask.map(Operand::segment),
        mask.map(operand -> first(operand, image)).orElse(0L));
    return strip -> columns.pack(source, firstRow, rows, strip);
  }

  private static long first(Operand operand, long image) {
    return image * operand.shape().elementCount(1, 4);
  }
}
