package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.machine.Machine;

/**
 * Computes lines of a softmax: {@code e^d / sum of e^d} with {@code d = max(y - greatest, -64)} and {@code y = scale * x + addend},
 * the scale being constant 0 of the call. The bound is that of {@link oar.runtime.arm.kernel.SoftmaxKernel}. Immutable.
 */
public abstract sealed class LineSoftmax permits MachineLineSoftmax, PlainLineSoftmax {
  /** Return the fastest way on a machine. */
  public static LineSoftmax of(LineForm form, Machine machine) {
    boolean fillsVectors = machine.vectors().filter(width -> form.length() >= width.lanes()).isPresent();
    return fillsVectors ? new MachineLineSoftmax(form, machine.vectors().get()) : new PlainLineSoftmax(form);
  }

  /**
   * Compute lines.
   *
   * @param scratch arrays of the thread
   */
  public abstract void run(LineCall call, Scratch scratch);

  /** Set what elements are multiplied by. */
  public static void setScale(LineCall call, float scale) {
    call.setConstants(scale, MachineLineSoftmax.LOG2_E, MachineLineSoftmax.LEAST);
  }
}
