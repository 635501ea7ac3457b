package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.Machine;

/** Computes tiles of a product; immutable. */
public abstract sealed class RowKernel permits MachineRowKernel, PlainRowKernel {
  /** Columns of a vector where there is no machine code. */
  static final int PLAIN_LANES = 16;

  /** Return the fastest kernel for a machine. */
  public static RowKernel of(RowProduct product, Machine machine) {
    return machine.vectors().<RowKernel>map(width -> new MachineRowKernel(product, machine))
        .orElseGet(() -> new PlainRowKernel(product, PLAIN_LANES));
  }

  /** Compute tiles. */
  public abstract void run(RowCall call);
}
