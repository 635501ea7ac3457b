package oar.runtime.arm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory that machine code runs from. It is written first and made executable then, and never both at once. It is given back
 * to the operating system when nothing refers to it any more.
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
   * Load code.
   *
   * @param code its instructions
   * @return where it is, or empty if the platform does not let code be loaded
   */
  static Optional<MemorySegment> map(byte[] code) {
    if (!isPossible()) {
      return Optional.empty();
    }
    try {
      return Calls.INSTANCE.map(code);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mapping executable memory failed", e);
    }
  }

  /** The operating system's functions. */
  @SuppressWarnings("restricted")
  private static final class Calls {
    private static final Calls INSTANCE = new Calls();

    private final MethodHandle map = function("mmap", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    private final MethodHandle protect = function("mprotect", FunctionDescriptor.of(ValueLayout.JAVA_INT,
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private final MethodHandle unmap = function("munmap",
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private static MethodHandle function(String name, FunctionDescriptor type) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    Optional<MemorySegment> map(byte[] code) throws Throwable {
      boolean isLinux = System.getProperty("os.name").startsWith("Linux");
      int flags = PRIVATE | (isLinux ? ANONYMOUS_ON_LINUX : ANONYMOUS_ON_MAC);
      long address = (long) map.invokeExact(0L, (long) code.length, READ | WRITE, flags, -1, 0L);
      if (address == FAILED) {
        return Optional.empty();
      }
      MemorySegment memory = MemorySegment.ofAddress(address).reinterpret(code.length, Arena.ofAuto(),
          mapped -> unmap(address, code.length));
      memory.copyFrom(MemorySegment.ofArray(code));
      int failure = (int) protect.invokeExact(address, (long) code.length, READ | EXECUTE);
      return failure == 0 ? Optional.of(memory) : Optional.empty();
    }

    private void unmap(long address, long size) {
      try {
        int failure = (int) unmap.invokeExact(address, size);
        if (failure != 0) {
          throw new IllegalStateException("unmapping executable memory failed");
        }
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("unmapping executable memory failed", e);
      }
    }
  }
}
