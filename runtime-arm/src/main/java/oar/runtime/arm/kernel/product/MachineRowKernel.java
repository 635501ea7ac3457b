package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;

/** A kernel in machine code that was written for one product. */
final class MachineRowKernel extends RowKernel {
  private final MachineFunction function;

  MachineRowKernel(RowProduct product, Machine machine) {
    function = MachineFunctions.of(new Key(product, machine), () -> new RowKernelWriter(product, machine).write());
  }

  private record Key(RowProduct product, Machine machine) {}

  @Override
  public void run(RowCall call) {
    function.call(call.address());
  }
}
