package oar.runtime.arm.machine;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** What the processor can do, as it says itself and the operating system allows. */
final class Processor {
  private static final int EAX = 0;
  private static final int EBX = 1;
  private static final int ECX = 2;
  /** Leaf 1, ECX. */
  private static final int FMA = 1 << 12;
  /** Leaf 1, ECX. */
  private static final int OSXSAVE = 1 << 27;
  /** Leaf 7, EBX. */
  private static final int AVX2 = 1 << 5;
  /** Leaf 7, EBX: the foundation, and its instructions on doublewords and on words. */
  private static final int AVX512 = 1 << 16 | 1 << 17 | 1 << 30;
  /** Leaf 7, ECX. */
  private static final int AVX512_VNNI = 1 << 11;
  /** Leaf 7, subleaf 1, EAX. */
  private static final int AVX_VNNI = 1 << 4;
  /** The vector registers of 128 and 256 bits. */
  private static final int KEPT_OF_256_BITS = 0x06;
  /** The vector registers of 128, 256 and 512 bits and the masks. */
  private static final int KEPT_OF_512_BITS = 0xE6;

  private static final int FEATURES = 7;
  /** Where the answers are behind what is asked: leaf, subleaf, then the four registers. */
  private static final int ANSWER = 8;

  private Processor() {}

  /** Find out what machine code this processor runs. */
  static Machine machine() {
    if (ExecutableMemory.map(writeCpuid()).isEmpty()) {
      warn();
      return Machine.WITHOUT_CODE;
    }
    MachineFunction cpuid = new MachineFunction(writeCpuid());
    int basic = ask(cpuid, 1, 0)[ECX];
    if (ask(cpuid, 0, 0)[EAX] < FEATURES || (basic & OSXSAVE) == 0) {
      return Machine.WITHOUT_CODE;
    }
    int kept = ask(new MachineFunction(writeXgetbv()), 0, 0)[EAX];
    int[] features = ask(cpuid, FEATURES, 0);
    if (hasAll(features[EBX], AVX512) && hasAll(kept, KEPT_OF_512_BITS)) {
      return new Machine(Optional.of(VectorWidth.BITS_512), hasAll(features[ECX], AVX512_VNNI));
    }
    if (hasAll(features[EBX], AVX2) && hasAll(basic, FMA) && hasAll(kept, KEPT_OF_256_BITS)) {
      return new Machine(Optional.of(VectorWidth.BITS_256), hasAll(ask(cpuid, FEATURES, 1)[EAX], AVX_VNNI));
    }
    return Machine.WITHOUT_CODE;
  }

  private static void warn() {
    System.getLogger(Processor.class.getName()).log(Level.WARNING,
        Processor.class.getModule().isNativeAccessEnabled()
            ? "predicting without machine code, which is slow; this platform does not let it be loaded"
            : "predicting without machine code, which is slow; start Java with --enable-native-access="
                + (Processor.class.getModule().isNamed() ? Processor.class.getModule().getName() : "ALL-UNNAMED"));
  }

  private static boolean hasAll(int bits, int wanted) {
    return (bits & wanted) == wanted;
  }

  private static int[] ask(MachineFunction function, int leaf, int subleaf) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment question = arena.allocate(ValueLayout.JAVA_LONG, 4);
      question.set(ValueLayout.JAVA_INT, 0, leaf);
      question.set(ValueLayout.JAVA_INT, Integer.BYTES, subleaf);
      function.call(question.address());
      return question.asSlice(ANSWER, 4 * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
    }
  }

  private static byte[] writeCpuid() {
    Assembler assembler = new Assembler(VectorWidth.BITS_256);
    assembler.push(Register.RBX);
    assembler.load(Register.RAX, new Address(Register.RDI, 0));
    assembler.load(Register.RCX, new Address(Register.RDI, Integer.BYTES));
    assembler.cpuid();
    assembler.store(new Address(Register.RDI, ANSWER), Register.RAX);
    assembler.store(new Address(Register.RDI, ANSWER + 4), Register.RBX);
    assembler.store(new Address(Register.RDI, ANSWER + 8), Register.RCX);
    assembler.store(new Address(Register.RDI, ANSWER + 12), Register.RDX);
    assembler.pop(Register.RBX);
    assembler.ret();
    return assembler.code();
  }

  private static byte[] writeXgetbv() {
    Assembler assembler = new Assembler(VectorWidth.BITS_256);
    assembler.move(Register.RCX, 0);
    assembler.xgetbv();
    assembler.store(new Address(Register.RDI, ANSWER), Register.RAX);
    assembler.ret();
    return assembler.code();
  }
}
