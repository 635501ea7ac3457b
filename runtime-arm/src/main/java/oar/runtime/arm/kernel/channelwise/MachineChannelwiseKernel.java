package oar.runtime.arm.kernel.channelwise;

import oar.runtime.arm.kernel.channelwise.ChannelwiseCall.Field;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.VectorWidth;

/** A kernel in machine code that was written for one kind of line. */
final class MachineChannelwiseKernel extends ChannelwiseKernel {
  private final MachineFunction function;
  private final PlainChannelwiseKernel ofNoLines;

  /**
   * Create a kernel.
   *
   * @param tiles how the line is cut
   * @param ofNoLines computes output lines that lie beside the input
   */
  MachineChannelwiseKernel(ChannelwiseLine line, LineTiles tiles, PlainChannelwiseKernel ofNoLines) {
    function = MachineFunctions.of(new Key(line, tiles.width()),
        () -> new ChannelwiseKernelWriter(line, tiles).write());
    this.ofNoLines = ofNoLines;
  }

  private record Key(ChannelwiseLine line, VectorWidth width) {}

  @Override
  void run(ChannelwiseCall call) {
    if (call.number(Field.LINES) == 0) {
      ofNoLines.run(call);
    } else {
      function.call(call.address());
    }
  }
}
