package oar.runtime.arm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** What the processor can do, as it says itself and the operating system allows. */
public final class Processor {
  private static final int FEATURES = 7;
  private static final int EBX = 1;
  private static final int ECX = 2;
  private static final int OSXSAVE = 1 << 27;
  private static final int AVX512F = 1 << 16;
  private static final int AVX512_VNNI = 1 << 11;
  /** The vector registers of 128, 256 and 512 bits and the masks. */
  private static final int KEPT_REGISTERS = 0xE6;

  private static final boolean HAS_DOT_PRODUCTS_OF_512_BITS = findDotProducts();

  private Processor() {}

  /** Tell whether machine code can be loaded and the processor has AVX-512 with its dot products of bytes. */
  public static boolean hasDotProductsOf512Bits() {
    return HAS_DOT_PRODUCTS_OF_512_BITS;
  }

  private static boolean findDotProducts() {
    Optional<MethodHandle> function = ExecutableMemory.load(cpuid(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    if (function.isEmpty()) {
      return false;
    }
    int[] highest = ask(function.get(), 0);
    if (highest[0] < FEATURES || (ask(function.get(), 1)[ECX] & OSXSAVE) == 0) {
      return false;
    }
    int[] features = ask(function.get(), FEATURES);
    return (features[EBX] & AVX512F) != 0 && (features[ECX] & AVX512_VNNI) != 0
        && (keptRegisters() & KEPT_REGISTERS) == KEPT_REGISTERS;
  }

  private static int[] ask(MethodHandle function, int leaf) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT, 4);
      function.invokeExact(answer.address(), (long) leaf, 0L);
      return answer.toArray(ValueLayout.JAVA_INT);
    } catch (Throwable e) {
      throw new IllegalStateException("asking the processor failed", e);
    }
  }

  private static int keptRegisters() {
    Assembler assembler = new Assembler();
    assembler.move(Register.RCX, Register.RDI);
    assembler.xgetbv();
    assembler.ret();
    MethodHandle function = ExecutableMemory
        .load(assembler.code(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)).orElseThrow();
    try {
      return (int) function.invokeExact(0L);
    } catch (Throwable e) {
      throw new IllegalStateException("asking the processor failed", e);
    }
  }

  /** Write a function of (address of 4 integers, leaf, subleaf). */
  private static byte[] cpuid() {
    Assembler assembler = new Assembler();
    assembler.push(Register.RBX);
    assembler.move(Register.R8, Register.RDI);
    assembler.move(Register.RAX, Register.RSI);
    assembler.move(Register.RCX, Register.RDX);
    assembler.cpuid();
    assembler.store(new Address(Register.R8, 0), Register.RAX);
    assembler.store(new Address(Register.R8, 4), Register.RBX);
    assembler.store(new Address(Register.R8, 8), Register.RCX);
    assembler.store(new Address(Register.R8, 12), Register.RDX);
    assembler.pop(Register.RBX);
    assembler.ret();
    return assembler.code();
  }
}
