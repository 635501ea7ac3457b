package oar.runtime.arm.op.elementwise;

import java.util.Optional;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.kernel.line.LineRectifier;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.machine.VectorWidth;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/** Rectifies FLOAT32 elements in machine code, a line of them at a time. */
final class RectifiedElements implements Computation {
  private final Operand from;
  private final Operand to;
  private final long lines;
  private final LineRectifier whole;
  private final Optional<LineRectifier> last;
  private final Workspace.RangeTask task = this::rectify;

  RectifiedElements(Operand from, Operand to, Rectifier rectifier, VectorWidth width) {
    this.from = from;
    this.to = to;
    lines = Math.ceilDiv(from.elementCount(), (long) Scratch.CHUNK);
    whole = new LineRectifier(Scratch.CHUNK, rectifier, width);
    last = Optional.of((int) (from.elementCount() % Scratch.CHUNK)).filter(rest -> rest > 0)
        .map(rest -> new LineRectifier(rest, rectifier, width));
  }

  @Override
  public void run(Workspace workspace) {
    workspace.parallel(lines, Unary.GRAIN / Scratch.CHUNK, task);
  }

  private void rectify(long first, long end, Scratch scratch) {
    LineCall call = scratch.object(LineCall.class, LineCall::new);
    long wholeEnd = last.isPresent() ? Math.min(end, lines - 1) : end;
    if (first < wholeEnd) {
      rectify(whole, first, wholeEnd - first, call);
    }
    if (last.isPresent() && first < end && end == lines) {
      rectify(last.get(), lines - 1, 1, call);
    }
  }

  private void rectify(LineRectifier rectifier, long line, long count, LineCall call) {
    long place = line * Scratch.CHUNK * Float.BYTES;
    call.set(Field.FROM, from.segment(), place);
    call.set(Field.TO, to.segment(), place);
    call.set(Field.LINES, count);
    rectifier.run(call);
  }
}
