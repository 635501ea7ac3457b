package oar.kit.contract;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.api.model.Tensor;

/** Writes where nothing may be written, as native code could. */
final class Scribble {
  private Scribble() {}

  /** Change the last element of a tensor in native memory. */
  @SuppressWarnings("restricted")
  static void over(Tensor tensor) {
    long last = tensor.data().byteSize() - 1;
    MemorySegment memory = MemorySegment.ofAddress(tensor.data().address()).reinterpret(last + 1);
    memory.set(ValueLayout.JAVA_BYTE, last, (byte) (memory.get(ValueLayout.JAVA_BYTE, last) ^ 1));
  }
}
