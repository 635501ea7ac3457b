package oar.runtime.arm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessorTests {
  @Test
  void codeThatIsLoadedRuns() throws Throwable {
    assumeTrue(ExecutableMemory.isPossible(), "machine code cannot be loaded on this platform");
    Assembler assembler = new Assembler();
    assembler.move(Register.RAX, Register.RDI);
    assembler.add(Register.RAX, Register.RSI);
    assembler.add(Register.RAX, -7);
    assembler.ret();
    FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG);
    assertEquals(35L, (long) ExecutableMemory.load(assembler.code(), type).orElseThrow().invokeExact(40L, 2L));
  }

  @Test
  void theProcessorSaysWhatTheOperatingSystemSays() throws Exception {
    Path description = Path.of("/proc/cpuinfo");
    assumeTrue(ExecutableMemory.isPossible() && Files.exists(description), "there is no " + description + " here");
    String text = Files.readString(description);
    assertEquals(text.contains(" avx512f ") && text.contains(" avx512_vnni "), Processor.hasDotProductsOf512Bits());
  }
}
