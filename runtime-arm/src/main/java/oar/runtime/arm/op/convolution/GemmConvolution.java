package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/** Computes a convolution as a matrix product for each image and group: filter [O / groups, depth] times columns. */
final class GemmConvolution implements Computation {
  /** Sums are finished while they are in the second-level cache: this many elements at a time. */
  private static final long ELEMENTS_AT_ONCE = 1 << 16;

  private final Supplier<MemorySegment> filter;
  private final FilterSize size;
  private final FilterColumns columns;
  private final Epilogue epilogue;
  private final FilterProduct product;
  private final long products;

  /**
   * Plan a convolution.
   *
   * @param filter gives the rows of the filter, group by group
   * @param size its sizes
   * @param columns the matrices of input elements
   * @param epilogue what follows the sums
   */
  GemmConvolution(Planning planning, Supplier<MemorySegment> filter, FilterSize size, FilterColumns columns,
      Epilogue epilogue) {
    this.filter = filter;
    this.size = size;
    this.columns = columns;
    this.epilogue = epilogue;
    product = new FilterProduct(planning.machine(), size, columns.count());
    products = epilogue.output().shape().dimension(0) * size.groups();
  }

  @Override
  public void run(Workspace workspace) {
    MemorySegment rows = filter.get();
    long strips = product.strips();
    long atOnce = Math.max(1, ELEMENTS_AT_ONCE / size.rows() / product.first(1));
    workspace.parallel(products * strips, 1, (from, to, scratch) -> {
      for (long at = from; at < to;) {
        long first = at % strips;
        long last = Math.min(Math.min(strips, first + to - at), first + atOnce);
        multiply(rows, at / strips, first, last, scratch);
        at += last - first;
      }
    });
  }

  private void multiply(MemorySegment rows, long number, long fromStrip, long toStrip, Scratch scratch) {
    long group = number % size.groups();
    long index = number * size.rows() * columns.count();
    product.run(new FilterProduct.Operands(rows, group * size.elements(), epilogue.output().segment(), index),
        columns.packer(number, scratch), fromStrip, toStrip, scratch);
    long from = product.first(fromStrip);
    long length = product.first(toStrip) - from;
    for (long channel = 0; channel < size.rows(); channel++) {
      epilogue.finish(group * size.rows() + channel, index + channel * columns.count() + from, length, scratch);
    }
  }
}
