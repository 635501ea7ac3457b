package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a convolution as a matrix product for each image and group: filter [O / groups, depth] times columns.
 *
 * @param images in the batch
 * @param filter gives the packed filter
 * @param filterSize its sizes
 * @param columns the matrices of input elements
 * @param epilogue what follows the sums
 */
record GemmConvolution(long images, Supplier<MemorySegment> filter, FilterSize filterSize, FilterColumns columns,
    Epilogue epilogue) implements Computation {
  /** Sums are finished while they are in the second-level cache: this many elements at a time. */
  private static final long ELEMENTS_AT_ONCE = 1 << 16;

  @Override
  public void run(Workspace workspace) {
    MemorySegment packed = filter.get();
    long panelCount = Math.ceilDiv(columns.count(), (long) Gemm.columns());
    long atOnce = Math.max(1, ELEMENTS_AT_ONCE / filterSize.rows() / Gemm.columns());
    workspace.parallel(images * filterSize.groups() * panelCount, 1, (from, to, scratch) -> {
      for (long at = from; at < to;) {
        long firstPanel = at % panelCount;
        long lastPanel = Math.min(Math.min(panelCount, firstPanel + to - at), firstPanel + atOnce);
        multiply(packed, at / panelCount, firstPanel, lastPanel, scratch);
        at += lastPanel - firstPanel;
      }
    });
  }

  private void multiply(MemorySegment packed, long product, long fromPanel, long toPanel, Scratch scratch) {
    long group = product % filterSize.groups();
    long outputIndex = product * filterSize.rows() * columns.count();
    MemorySegment panel = scratch.memory(Gemm.panelSize());
    FilterColumns.Packer packer = columns.packer(product, scratch);
    Gemm.RightPanels right = (number, fromDepth, depth, place) -> {
      packer.pack(fromDepth, depth, number, panel);
      place.set(panel, 0, Gemm.columns());
    };
    Gemm.multiply(new Gemm.Product(filterSize.rows(), columns.count(), filterSize.depth(), packed,
        group * filterSize.packed(), right, epilogue.output().segment(), outputIndex), fromPanel, toPanel, scratch);
    long from = fromPanel * Gemm.columns();
    long length = Math.min(toPanel * Gemm.columns(), columns.count()) - from;
    for (long channel = 0; channel < filterSize.rows(); channel++) {
      epilogue.finish(group * filterSize.rows() + channel, outputIndex + channel * columns.count() + from, length,
          scratch);
    }
  }
}
