package oar.runtime.arm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that machine code runs from. It is written first and made executable then, and never both at once. What is loaded
 * stays until the JVM ends: a few kilobytes for each kernel.
 */
public final class ExecutableMemory {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE = 2;
  private static final int ANONYMOUS_ON_LINUX = 0x20;
  private static final int ANONYMOUS_ON_MAC = 0x1000;
  private static final long FAILED = -1;

  private ExecutableMemory() {}

  /**
   * Tell whether code can be loaded here: on x86-64 with System V calls, if this module may call native functions without the
   * JVM warning of it.
   */
  static boolean isPossible() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return System.getProperty("os.arch").matches("amd64|x86_64") && (system.contains("linux") || system.contains("mac"))
        && ExecutableMemory.class.getModule().isNativeAccessEnabled();
  }

  /**
   * Load a function.
   *
   * @param code its instructions
   * @param type what it takes and returns
   * @return the function, or empty if the platform does not let code be loaded
   */
  @SuppressWarnings("restricted")
  public static Optional<MethodHandle> load(byte[] code, FunctionDescriptor type) {
    if (!isPossible()) {
      return Optional.empty();
    }
    try {
      return map(code)
          .map(address -> Linker.nativeLinker().downcallHandle(address, type, Linker.Option.critical(false)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mapping executable memory failed", e);
    }
  }

  @SuppressWarnings("restricted")
  private static Optional<MemorySegment> map(byte[] code) throws Throwable {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    MethodHandle map = linker.downcallHandle(library.findOrThrow("mmap"),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    MethodHandle protect = linker.downcallHandle(library.findOrThrow("mprotect"), FunctionDescriptor
        .of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    boolean isLinux = System.getProperty("os.name").startsWith("Linux");
    int flags = PRIVATE | (isLinux ? ANONYMOUS_ON_LINUX : ANONYMOUS_ON_MAC);
    long address = (long) map.invokeExact(0L, (long) code.length, READ | WRITE, flags, -1, 0L);
    if (address == FAILED) {
      return Optional.empty();
    }
    MemorySegment memory = MemorySegment.ofAddress(address).reinterpret(code.length, Arena.global(), null);
    memory.copyFrom(MemorySegment.ofArray(code));
    int failure = (int) protect.invokeExact(address, (long) code.length, READ | EXECUTE);
    return failure == 0 ? Optional.of(memory) : Optional.empty();
  }
}
