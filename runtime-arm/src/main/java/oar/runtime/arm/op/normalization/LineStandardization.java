package oar.runtime.arm.op.normalization;

import java.util.Optional;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.kernel.line.LineNorm;
import oar.runtime.arm.machine.VectorWidth;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/** Brings lines of FLOAT32 to mean 0 and variance 1 in machine code. */
final class LineStandardization implements Computation {
  /** Shares of fewer elements are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 13;

  private final Operand input;
  private final int length;
  private final float epsilon;
  private final Optional<Operand> factors;
  private final Optional<Operand> summands;
  private final Standardization.Results results;
  private final LineNorm norm;
  private final Workspace.RangeTask task = this::standardize;

  /**
   * Plan lines.
   *
   * @param input FLOAT32, one line behind the other
   * @param affine factors and summands of a line
   * @param results take the elements, and the mean and the variance of each line
   * @param width of vectors
   */
  LineStandardization(Operand input, double epsilon, Standardization.Affine affine, Standardization.Results results,
      VectorWidth width) {
    this.input = input;
    this.length = affine.count();
    this.epsilon = (float) epsilon;
    this.factors = affine.scale();
    this.summands = affine.bias();
    this.results = results;
    norm = new LineNorm(length, factors.isPresent(), summands.isPresent(), width);
  }

  @Override
  public void run(Workspace workspace) {
    workspace.parallel(input.elementCount() / length, Math.max(1, SMALLEST_SHARE / length), task);
  }

  private void standardize(long from, long to, Scratch scratch) {
    LineCall call = scratch.object(LineCall.class, LineCall::new);
    norm.begin(call, epsilon);
    if (factors.isPresent()) {
      call.set(Field.FACTORS, factors.get().segment(), 0);
    }
    if (summands.isPresent()) {
      call.set(Field.SUMMANDS, summands.get().segment(), 0);
    }
    for (long line = from; line < to; line++) {
      call.set(Field.FROM, input.segment(), line * length * Float.BYTES);
      call.set(Field.TO, results.output().segment(), line * length * Float.BYTES);
      norm.run(call);
      Memory.set(results.mean().segment(), line, norm.mean(call));
      Memory.set(results.variance().segment(), line, norm.variance(call));
    }
  }
}
