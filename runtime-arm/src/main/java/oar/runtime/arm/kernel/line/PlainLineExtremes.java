package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall.Field;

/** Finds extremes in loops over arrays. */
final class PlainLineExtremes extends LineExtremes {
  private final int length;

  PlainLineExtremes(int length) {
    this.length = length;
  }

  @Override
  public void run(LineCall call, Extremes found, Scratch scratch) {
    found.clear();
    found.include(0, 0);
    found.include(call.memory(Field.FROM), call.offset(Field.FROM) / Float.BYTES, length, scratch);
  }
}
