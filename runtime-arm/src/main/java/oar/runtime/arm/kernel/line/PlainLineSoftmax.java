package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Arithmetic;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.SoftmaxKernel;
import oar.runtime.arm.kernel.line.LineCall.Field;

/** A softmax in loops over arrays. */
final class PlainLineSoftmax extends LineSoftmax {
  private static final SoftmaxKernel KERNEL = new SoftmaxKernel(false);
  private static final int ADDEND_ARRAY = 1;

  private final LineForm form;

  PlainLineSoftmax(LineForm form) {
    this.form = form;
  }

  @Override
  public void run(LineCall call, Scratch scratch) {
    int length = form.length();
    for (long line = 0; line < call.number(Field.LINES); line++) {
      long to = (call.offset(Field.TO) + line * form.stride()) / Float.BYTES;
      float[] values = scratch.floats(0, length);
      Memory.load(call.memory(Field.FROM), (call.offset(Field.FROM) + line * form.stride()) / Float.BYTES, values, 0,
          length);
      for (int i = 0; i < length; i++) {
        values[i] *= call.constant(0);
      }
      if (form.hasAddend()) {
        float[] addend = scratch.floats(ADDEND_ARRAY, length);
        Memory.load(call.memory(Field.ADDEND),
            (call.offset(Field.ADDEND) + line * form.addendStride()) / Float.BYTES, addend, 0, length);
        Arithmetic.add(values, addend, length);
      }
      Memory.store(values, 0, call.memory(Field.TO), to, length);
      KERNEL.line(call.memory(Field.TO), call.memory(Field.TO), to, length, scratch);
    }
  }
}
