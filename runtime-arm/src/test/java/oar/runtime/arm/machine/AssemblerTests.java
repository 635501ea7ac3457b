package oar.runtime.arm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds instructions to the bytes that the GNU assembler makes of them. */
class AssemblerTests {
  static Stream<Arguments> instructions() {
    Address near = new Address(Register.RSI, 64);
    Address far = new Address(Register.R10, 260);
    return Stream.of(
        instruction("mov rdx, [rsi+64]", "488b5640",
            a -> a.load(Register.RDX, near)),
        instruction("mov r9, [r10+260]", "4d8b8a04010000",
            a -> a.load(Register.R9, far)),
        instruction("mov [r10+260], eax", "41898204010000",
            a -> a.store(far, Register.RAX)),
        instruction("mov [rsi+64], r8d", "44894640",
            a -> a.store(near, Register.R8)),
        instruction("mov r8, rdi", "4989f8",
            a -> a.move(Register.R8, Register.RDI)),
        instruction("mov rcx, r11", "4c89d9",
            a -> a.move(Register.RCX, Register.R11)),
        instruction("add r10, r11", "4d01da",
            a -> a.add(Register.R10, Register.R11)),
        instruction("add rsi, 1000", "4881c6e8030000",
            a -> a.add(Register.RSI, 1000)),
        instruction("dec rcx", "48ffc9",
            a -> a.decrement(Register.RCX)),
        instruction("dec r9", "49ffc9",
            a -> a.decrement(Register.R9)),
        instruction("push rbx", "53",
            a -> a.push(Register.RBX)),
        instruction("pop rbx", "5b",
            a -> a.pop(Register.RBX)),
        instruction("cpuid", "0fa2",
            a -> a.cpuid()),
        instruction("xgetbv", "0f01d0",
            a -> a.xgetbv()),
        instruction("vzeroupper", "c5f877",
            a -> a.vzeroupper()),
        instruction("ret", "c3",
            a -> a.ret()),
        instruction("vpxord zmm23, zmm7, zmm14", "62c14548effe",
            a -> a.vpxord(23, 7, 14)),
        instruction("vpdpbusd zmm1, zmm25, zmm30", "6292354050ce",
            a -> a.vpdpbusd(1, 25, 30)),
        instruction("vpmulld zmm29, zmm28, zmm9", "62421d4040e9",
            a -> a.vpmulld(29, 28, 9)),
        instruction("vpsubd zmm31, zmm31, zmm0", "62610540faf8",
            a -> a.vpsubd(31, 31, 0)),
        instruction("vcvtdq2ps zmm17, zmm8", "62c17c485bc8",
            a -> a.vcvtdq2ps(17, 8)),
        instruction("vmulps zmm12, zmm20, zmm3", "62715c4059e3",
            a -> a.vmulps(12, 20, 3)),
        instruction("vpslld zmm18, zmm18, 24", "62b16d4072f218",
            a -> a.vpslld(18, 18, 24)),
        instruction("vpord zmm0, zmm16, zmm15", "62d17d40ebc7",
            a -> a.vpord(0, 16, 15)),
        instruction("vpbroadcastd zmm26, dword ptr [rsi+64]", "62627d48585610",
            a -> a.vpbroadcastd(26, near)),
        instruction("vpbroadcastd zmm5, dword ptr [r10+260]", "62d27d48586a41",
            a -> a.vpbroadcastd(5, far)),
        instruction("vpmovzxbd zmm3, xmmword ptr [rsi+64]", "62f27d48315e04",
            a -> a.vpmovzxbd(3, near)),
        instruction("vmovups zmm24, [rsi+64]", "62617c48104601",
            a -> a.vmovups(24, near)),
        instruction("vmovups [r10+260], zmm19", "62c17c48119a04010000",
            a -> a.vmovups(far, 19)),
        instruction("vmovdqu32 zmm10, [r10+260]", "62517e486f9204010000",
            a -> a.vmovdqu32(10, far)));
  }

  private static Arguments instruction(String text, String bytes, Consumer<Assembler> instruction) {
    return Arguments.of(text, bytes, instruction);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("instructions")
  void instructionsHaveTheirBytes(String text, String bytes, Consumer<Assembler> instruction) {
    Assembler assembler = new Assembler();
    instruction.accept(assembler);
    assertEquals(bytes, HexFormat.of().formatHex(assembler.code()), text);
  }
}
