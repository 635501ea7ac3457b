package oar.runtime.arm.kernel.channelwise;

import oar.runtime.arm.machine.Machine;

/** Computes lines of output pixels; immutable. */
abstract sealed class ChannelwiseKernel permits MachineChannelwiseKernel, PlainChannelwiseKernel {
  /** Return the fastest kernel for a machine. */
  static ChannelwiseKernel of(ChannelwiseLine line, Machine machine) {
    PlainChannelwiseKernel plain = new PlainChannelwiseKernel(line);
    return machine.vectors().flatMap(width -> LineTiles.of(line, width))
        .<ChannelwiseKernel>map(tiles -> new MachineChannelwiseKernel(line, tiles, plain)).orElse(plain);
  }

  /** Compute a line. */
  abstract void run(ChannelwiseCall call);
}
