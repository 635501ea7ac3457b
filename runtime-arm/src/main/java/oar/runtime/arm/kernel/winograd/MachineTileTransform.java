package oar.runtime.arm.kernel.winograd;

import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.VectorWidth;

/** A transform in machine code. */
final class MachineTileTransform extends TileTransform {
  private final MachineFunction function;

  MachineTileTransform(TileForm form, VectorWidth width) {
    function = MachineFunctions.of(new Key(form, width), () -> new TileTransformWriter(form, width).write());
  }

  private record Key(TileForm form, VectorWidth width) {}

  @Override
  public void run(TileCall call) {
    function.call(call.address());
  }
}
