package oar.runtime.arm.op.normalization;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.kernel.line.LineSoftmax;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/** Computes the softmax of FLOAT32 lines whose elements are adjacent. */
final class AdjacentSoftmax implements Computation {
  /** Shares of fewer elements are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 12;

  private final Operand input;
  private final Operand output;
  private final int length;
  private final LineSoftmax softmax;
  private final Workspace.RangeTask task = this::compute;

  AdjacentSoftmax(Operand input, Operand output, int length, LineSoftmax softmax) {
    this.input = input;
    this.output = output;
    this.length = length;
    this.softmax = softmax;
  }

  @Override
  public void run(Workspace workspace) {
    workspace.parallel(input.elementCount() / length, Math.max(1, SMALLEST_SHARE / length), task);
  }

  private void compute(long from, long to, Scratch scratch) {
    if (from < to) {
      LineCall call = scratch.object(LineCall.class, LineCall::new);
      LineSoftmax.setScale(call, 1);
      call.set(Field.FROM, input.segment(), from * length * Float.BYTES);
      call.set(Field.TO, output.segment(), from * length * Float.BYTES);
      call.set(Field.LINES, to - from);
      softmax.run(call, scratch);
    }
  }
}
