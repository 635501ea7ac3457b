package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Scratch;

/** What a filter is multiplied with: for each image and group a matrix, of which panels are made as they are needed. */
interface FilterColumns {
  /** Return the number of columns, which is that of output elements in a channel. */
  long count();

  /**
   * Return what makes the panels of a matrix, for one thread.
   *
   * @param product image times groups plus group
   * @param scratch arrays of the thread
   */
  Packer packer(long product, Scratch scratch);

  /** Makes panels. */
  @FunctionalInterface
  interface Packer {
    /**
     * Make a part of a panel.
     *
     * @param fromRow first row
     * @param rows number of rows
     * @param panel which panel of {@link Gemm#columns} columns; those behind the last one are 0
     * @param packed takes the rows, one behind the other
     */
    void pack(int fromRow, int rows, long panel, MemorySegment packed);
  }
}
