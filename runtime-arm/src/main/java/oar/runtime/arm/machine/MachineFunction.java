package oar.runtime.arm.machine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A function in machine code that takes the address of what it works on. Its code is given back when nothing refers to it any
 * more.
 */
public final class MachineFunction {
  private static final MethodHandle CALL = newCall();

  private final MemorySegment code;

  /**
   * Load a function.
   *
   * @param code its instructions; they take one address
   * @throws IllegalStateException if the platform does not let code be loaded
   */
  public MachineFunction(byte[] code) {
    this.code = ExecutableMemory.map(code)
        .orElseThrow(() -> new IllegalStateException("this platform does not let code be loaded"));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle newCall() {
    return Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG),
        Linker.Option.critical(false));
  }

  /**
   * Run the function.
   *
   * @param address of what it works on, which must stay there until it returns
   */
  public void call(long address) {
    try {
      CALL.invokeExact(code, address);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("machine code failed", e);
    }
  }
}
