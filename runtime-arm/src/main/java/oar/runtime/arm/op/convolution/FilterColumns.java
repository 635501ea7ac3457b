package oar.runtime.arm.op.convolution;

import oar.runtime.arm.kernel.ColumnStrip;
import oar.runtime.arm.kernel.Scratch;

/** What a filter is multiplied with: for each image and group a matrix, of which columns are made as they are needed. */
interface FilterColumns {
  /** Return the number of columns, which is that of output elements in a channel. */
  long count();

  /**
   * Return what makes the columns of a matrix, for one thread.
   *
   * @param product image times groups plus group
   * @param scratch arrays of the thread
   */
  Packer packer(long product, Scratch scratch);

  /** Makes columns. */
  @FunctionalInterface
  interface Packer {
    /** Make all rows of a few columns. */
    void pack(ColumnStrip strip);
  }
}
