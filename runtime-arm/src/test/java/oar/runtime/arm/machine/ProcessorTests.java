package oar.runtime.arm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorTests {
  private static byte[] addition(int summand) {
    Assembler assembler = new Assembler(VectorWidth.BITS_256);
    assembler.load(Register.RAX, new Address(Register.RDI, 0));
    assembler.add(Register.RAX, new Address(Register.RDI, Long.BYTES));
    assembler.add(Register.RAX, summand);
    assembler.store(new Address(Register.RDI, 2 * Long.BYTES), Register.RAX);
    assembler.ret();
    return assembler.code();
  }

  private static int sum(MachineFunction function, long x, long y) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_LONG, x, y, 0);
      function.call(numbers.address());
      return numbers.get(ValueLayout.JAVA_INT, 2 * Long.BYTES);
    }
  }

  @Test
  void codeThatIsLoadedRuns() {
    assumeTrue(ExecutableMemory.isPossible(), "machine code cannot be loaded on this platform");
    assertEquals(35, sum(new MachineFunction(addition(-7)), 40, 2));
  }

  private record Key(int summand) {}

  @Test
  void functionsAreWrittenOnceForEachKey() {
    assumeTrue(ExecutableMemory.isPossible(), "machine code cannot be loaded on this platform");
    MachineFunction one = MachineFunctions.of(new Key(1), () -> addition(1));
    MachineFunction two = MachineFunctions.of(new Key(2), () -> addition(2));
    assertSame(one, MachineFunctions.of(new Key(1), () -> addition(3)));
    assertEquals(4, sum(one, 1, 2));
    assertEquals(5, sum(two, 1, 2));
  }

  @Test
  void theProcessorSaysWhatTheOperatingSystemSays() throws Exception {
    Path description = Path.of("/proc/cpuinfo");
    assumeTrue(ExecutableMemory.isPossible() && Files.exists(description), "there is no " + description + " here");
    String text = Files.readString(description);
    Machine expected = Machine.WITHOUT_CODE;
    if (text.contains(" avx512f ") && text.contains(" avx512dq ") && text.contains(" avx512bw ")) {
      expected = new Machine(Optional.of(VectorWidth.BITS_512), text.contains(" avx512_vnni "));
    } else if (text.contains(" avx2 ") && text.contains(" fma ")) {
      expected = new Machine(Optional.of(VectorWidth.BITS_256), text.contains(" avx_vnni "));
    }
    assertEquals(expected, Machine.here());
  }
}
