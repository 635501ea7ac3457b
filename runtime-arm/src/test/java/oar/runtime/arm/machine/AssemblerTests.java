package oar.runtime.arm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds instructions to the bytes that the GNU assembler makes of them. */
class AssemblerTests {
  private static final Address NEAR = new Address(Register.RSI, 64);
  private static final Address FAR = new Address(Register.R10, 260);
  private static final Address ON_R12 = new Address(Register.R12, 128);
  private static final Address ON_R13 = new Address(Register.R13, 0);

  /** A call of an assembler's method and what is expected of it. */
  private record Instruction(String method, String text, String bytes, Consumer<Assembler> call) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static Instruction instruction(String method, String text, String bytes, Consumer<Assembler> call) {
    return new Instruction(method, text, bytes, call);
  }

  static Stream<Instruction> generalInstructions() {
    return Stream.of(
        instruction("load", "mov rdx, [rsi+64]", "488b5640", a -> a.load(Register.RDX, NEAR)),
        instruction("load", "mov r9, [r10+260]", "4d8b8a04010000", a -> a.load(Register.R9, FAR)),
        instruction("load", "mov r13, [r12+128]", "4d8bac2480000000", a -> a.load(Register.R13, ON_R12)),
        instruction("store", "mov [r10+260], eax", "41898204010000", a -> a.store(FAR, Register.RAX)),
        instruction("store", "mov [rsi+64], r8d", "44894640", a -> a.store(NEAR, Register.R8)),
        instruction("move", "mov r8, rdi", "4989f8", a -> a.move(Register.R8, Register.RDI)),
        instruction("move", "mov rcx, r11", "4c89d9", a -> a.move(Register.RCX, Register.R11)),
        instruction("move", "mov r12, -3", "49c7c4fdffffff", a -> a.move(Register.R12, -3)),
        instruction("add", "add r10, r11", "4d01da", a -> a.add(Register.R10, Register.R11)),
        instruction("add", "add rsi, 1000", "4881c6e8030000", a -> a.add(Register.RSI, 1000)),
        instruction("add", "add rdx, [r13+0]", "49035500", a -> a.add(Register.RDX, ON_R13)),
        instruction("decrement", "dec rcx", "48ffc9", a -> a.decrement(Register.RCX)),
        instruction("decrement", "dec r9", "49ffc9", a -> a.decrement(Register.R9)),
        instruction("jumpIfNotZero", "jnz .", "0f85faffffff", a -> a.jumpIfNotZero(a.here())),
        instruction("push", "push rbx", "53", a -> a.push(Register.RBX)),
        instruction("push", "push r12", "4154", a -> a.push(Register.R12)),
        instruction("pop", "pop rbx", "5b", a -> a.pop(Register.RBX)),
        instruction("pop", "pop r13", "415d", a -> a.pop(Register.R13)),
        instruction("cpuid", "cpuid", "0fa2", a -> a.cpuid()),
        instruction("xgetbv", "xgetbv", "0f01d0", a -> a.xgetbv()),
        instruction("vzeroupper", "vzeroupper", "c5f877", a -> a.vzeroupper()),
        instruction("ret", "ret", "c3", a -> a.ret()),
        instruction("prefetcht1", "prefetcht1 [rsi+64]", "0f185640", a -> a.prefetcht1(NEAR)),
        instruction("prefetcht1", "prefetcht1 [r10+260]", "410f189204010000", a -> a.prefetcht1(FAR)),
        instruction("kmovw", "kmovw k1, eax", "c5f892c8", a -> a.kmovw(1, Register.RAX)));
  }

  static Stream<Instruction> instructionsOn256Bits() {
    return Stream.of(
        instruction("vunpcklps", "vunpcklps ymm8,ymm5,ymm12", "c4415414c4", a -> a.vunpcklps(8, 5, 12)),
        instruction("vunpckhps", "vunpckhps ymm3,ymm9,ymm12", "c4c13415dc", a -> a.vunpckhps(3, 9, 12)),
        instruction("vshufps", "vshufps ymm1,ymm10,ymm15,0xee", "c4c12cc6cfee", a -> a.vshufps(1, 10, 15, 0xEE)),
        instruction("vperm128", "vperm2f128 ymm7,ymm8,ymm9,0x31", "c4c33d06f931", a -> a.vperm128(7, 8, 9, 0x31)),
        instruction("vextractf128", "vextractf128 XMMWORD PTR [rsi+0x40],ymm11,0x1", "c4637d195e4001",
            a -> a.vextractf128(NEAR, 0, 11, 1)),
        instruction("vpxor", "vpxor ymm9, ymm7, ymm2", "c46145efca", a -> a.vpxor(9, 7, 2)),
        instruction("vpor", "vpor ymm12, ymm3, ymm15", "c44165ebe7", a -> a.vpor(12, 3, 15)),
        instruction("vpmaddwd", "vpmaddwd ymm1, ymm14, ymm9", "c4c10df5c9", a -> a.vpmaddwd(1, 14, 9)),
        instruction("vpaddd", "vpaddd ymm9, ymm7, ymm2", "c46145feca", a -> a.vpaddd(9, 7, 2)),
        instruction("vpsubd", "vpsubd ymm12, ymm3, ymm15", "c44165fae7", a -> a.vpsubd(12, 3, 15)),
        instruction("vpmulld", "vpmulld ymm1, ymm14, ymm9", "c4c20d40c9", a -> a.vpmulld(1, 14, 9)),
        instruction("vpdpbusd", "vpdpbusd ymm9, ymm7, ymm2", "c4624550ca", a -> a.vpdpbusd(9, 7, 2)),
        instruction("vaddps", "vaddps ymm12, ymm3, ymm15", "c4416458e7", a -> a.vaddps(12, 3, 15)),
        instruction("vsubps", "vsubps ymm1, ymm14, ymm9", "c4c10c5cc9", a -> a.vsubps(1, 14, 9)),
        instruction("vmulps", "vmulps ymm9, ymm7, ymm2", "c4614459ca", a -> a.vmulps(9, 7, 2)),
        instruction("vdivps", "vdivps ymm12, ymm3, ymm15", "c441645ee7", a -> a.vdivps(12, 3, 15)),
        instruction("vsqrtps", "vsqrtps ymm12, ymm15", "c4417c51e7", a -> a.vsqrtps(12, 15)),
        instruction("vpermilps", "vpermilps ymm9, ymm2, 0xb1", "c4637d04cab1", a -> a.vpermilps(9, 2, 0xB1)),
        instruction("vminps", "vminps ymm1, ymm14, ymm9", "c4c10c5dc9", a -> a.vminps(1, 14, 9)),
        instruction("vmaxps", "vmaxps ymm9, ymm7, ymm2", "c461445fca", a -> a.vmaxps(9, 7, 2)),
        instruction("vfmadd231ps", "vfmadd231ps ymm12, ymm3, ymm15", "c44265b8e7", a -> a.vfmadd231ps(12, 3, 15)),
        instruction("vfmadd213ps", "vfmadd213ps ymm1, ymm14, ymm9", "c4c20da8c9", a -> a.vfmadd213ps(1, 14, 9)),
        instruction("vaddps", "vaddps ymm9, ymm7, [rsi+64]", "c46144584e40", a -> a.vaddps(9, 7, NEAR)),
        instruction("vmulps", "vmulps ymm12, ymm3, [r10+260]", "c4416459a204010000", a -> a.vmulps(12, 3, FAR)),
        instruction("vmaxps", "vmaxps ymm1, ymm14, [r12+128]", "c4c10c5f8c2480000000", a -> a.vmaxps(1, 14, ON_R12)),
        instruction("vfmadd231ps", "vfmadd231ps ymm9, ymm7, [r13+0]", "c44245b84d00", a -> a.vfmadd231ps(9, 7, ON_R13)),
        instruction("vpslld", "vpslld ymm12, ymm3, 24", "c4e11d72f318", a -> a.vpslld(12, 3, 24)),
        instruction("vcvtdq2ps", "vcvtdq2ps ymm1, ymm9", "c4c17c5bc9", a -> a.vcvtdq2ps(1, 9)),
        instruction("vcvtps2dq", "vcvtps2dq ymm9, ymm2", "c4617d5bca", a -> a.vcvtps2dq(9, 2)),
        instruction("vcvttps2dq", "vcvttps2dq ymm12, ymm15", "c4417e5be7", a -> a.vcvttps2dq(12, 15)),
        instruction("vroundps", "vroundps ymm1, ymm9, 0", "c4c37d08c900", a -> a.vroundps(1, 9)),
        instruction("vpmovzxbd", "vpmovzxbd ymm9, [rsi+64]", "c4627d314e40", a -> a.vpmovzxbd(9, NEAR)),
        instruction("vpmovzxbd", "vpmovzxbd ymm12, [r10+260]", "c4427d31a204010000", a -> a.vpmovzxbd(12, FAR)),
        instruction("vpmovsxbw", "vpmovsxbw ymm1, [r10+260]", "c4c27d208a04010000", a -> a.vpmovsxbw(1, FAR)),
        instruction("vpbroadcastd", "vpbroadcastd ymm9, [rsi+64]", "c4627d584e40", a -> a.vpbroadcastd(9, NEAR)),
        instruction("vpbroadcastd", "vpbroadcastd ymm12, [r13+0]", "c4427d586500", a -> a.vpbroadcastd(12, ON_R13)),
        instruction("vbroadcastss", "vbroadcastss ymm1, [r10+260]", "c4c27d188a04010000", a -> a.vbroadcastss(1, FAR)),
        instruction("vbroadcastss", "vbroadcastss ymm9, [r12+128]", "c4427d188c2480000000",
            a -> a.vbroadcastss(9, ON_R12)),
        instruction("vmovups", "vmovups ymm12, [rsi+64]", "c4617c106640", a -> a.vmovups(12, NEAR)),
        instruction("vmovups", "vmovups ymm1, [r10+260]", "c4c17c108a04010000", a -> a.vmovups(1, FAR)),
        instruction("vmovdqu", "vmovdqu ymm9, [r10+260]", "c4417e6f8a04010000", a -> a.vmovdqu(9, FAR)),
        instruction("vmovdqu", "vmovdqu ymm12, [r12+128]", "c4417e6fa42480000000", a -> a.vmovdqu(12, ON_R12)),
        instruction("vmovups", "vmovups [rsi+64], ymm1", "c4e17c114e40", a -> a.vmovups(NEAR, 1)),
        instruction("vmovups", "vmovups [r13+0], ymm9", "c4417c114d00", a -> a.vmovups(ON_R13, 9)),
        instruction("vmaskmovps", "vmaskmovps ymm12, ymm3, [rsi+64]", "c462652c6640", a -> a.vmaskmovps(12, 3, NEAR)),
        instruction("vmaskmovps", "vmaskmovps [r10+260], ymm14, ymm1", "c4c20d2e8a04010000",
            a -> a.vmaskmovps(FAR, 14, 1)));
  }

  static Stream<Instruction> instructionsOn512Bits() {
    return Stream.of(
        instruction("vunpcklps", "vunpcklps zmm18,zmm5,zmm27", "6281544814d3", a -> a.vunpcklps(18, 5, 27)),
        instruction("vunpckhps", "vunpckhps zmm3,zmm22,zmm12", "62d14c4015dc", a -> a.vunpckhps(3, 22, 12)),
        instruction("vshufps", "vshufps zmm1,zmm20,zmm30,0x44", "62915c40c6ce44", a -> a.vshufps(1, 20, 30, 0x44)),
        instruction("vperm128", "vshuff32x4 zmm17,zmm8,zmm25,0x88", "62833d4823c988", a -> a.vperm128(17, 8, 25, 0x88)),
        instruction("vextractf128", "vextractf32x4 XMMWORD PTR [rsi+0x40]{k1},zmm19,0x3", "62e37d49195e0403",
            a -> a.vextractf128(NEAR, 1, 19, 3)),
        instruction("vextractf128", "vextractf32x4 XMMWORD PTR [r10+0x104],zmm7,0x2", "62d37d4819ba0401000002",
            a -> a.vextractf128(FAR, 0, 7, 2)),
        instruction("vpxor", "vpxord zmm25, zmm7, zmm14", "62414548efce", a -> a.vpxor(25, 7, 14)),
        instruction("vpor", "vpord zmm20, zmm19, zmm31", "62816540ebe7", a -> a.vpor(20, 19, 31)),
        instruction("vpmaddwd", "vpmaddwd zmm1, zmm30, zmm17", "62b10d40f5c9", a -> a.vpmaddwd(1, 30, 17)),
        instruction("vpaddd", "vpaddd zmm25, zmm7, zmm14", "62414548fece", a -> a.vpaddd(25, 7, 14)),
        instruction("vpsubd", "vpsubd zmm20, zmm19, zmm31", "62816540fae7", a -> a.vpsubd(20, 19, 31)),
        instruction("vpmulld", "vpmulld zmm1, zmm30, zmm17", "62b20d4040c9", a -> a.vpmulld(1, 30, 17)),
        instruction("vpdpbusd", "vpdpbusd zmm25, zmm7, zmm14", "6242454850ce", a -> a.vpdpbusd(25, 7, 14)),
        instruction("vaddps", "vaddps zmm20, zmm19, zmm31", "6281644058e7", a -> a.vaddps(20, 19, 31)),
        instruction("vsubps", "vsubps zmm1, zmm30, zmm17", "62b10c405cc9", a -> a.vsubps(1, 30, 17)),
        instruction("vmulps", "vmulps zmm25, zmm7, zmm14", "6241444859ce", a -> a.vmulps(25, 7, 14)),
        instruction("vdivps", "vdivps zmm20, zmm19, zmm31", "628164405ee7", a -> a.vdivps(20, 19, 31)),
        instruction("vsqrtps", "vsqrtps zmm30, zmm27", "62017c4851f3", a -> a.vsqrtps(30, 27)),
        instruction("vpermilps", "vpermilps zmm30, zmm27, 0xb1", "62037d4804f3b1", a -> a.vpermilps(30, 27, 0xB1)),
        instruction("vminps", "vminps zmm1, zmm30, zmm17", "62b10c405dc9", a -> a.vminps(1, 30, 17)),
        instruction("vmaxps", "vmaxps zmm25, zmm7, zmm14", "624144485fce", a -> a.vmaxps(25, 7, 14)),
        instruction("vfmadd231ps", "vfmadd231ps zmm20, zmm19, zmm31", "62826540b8e7", a -> a.vfmadd231ps(20, 19, 31)),
        instruction("vfmadd213ps", "vfmadd213ps zmm1, zmm30, zmm17", "62b20d40a8c9", a -> a.vfmadd213ps(1, 30, 17)),
        instruction("vaddps", "vaddps zmm25, zmm7, [rsi+64]", "62614448584e01", a -> a.vaddps(25, 7, NEAR)),
        instruction("vmulps", "vmulps zmm20, zmm19, [r10+260]", "62c1644059a204010000", a -> a.vmulps(20, 19, FAR)),
        instruction("vmaxps", "vmaxps zmm1, zmm30, [r12+128]", "62d10c405f4c2402", a -> a.vmaxps(1, 30, ON_R12)),
        instruction("vfmadd231ps", "vfmadd231ps zmm25, zmm7, [r13+0]", "62424548b84d00",
            a -> a.vfmadd231ps(25, 7, ON_R13)),
        instruction("vpslld", "vpslld zmm20, zmm19, 24", "62b15d4072f318", a -> a.vpslld(20, 19, 24)),
        instruction("vcvtdq2ps", "vcvtdq2ps zmm1, zmm17", "62b17c485bc9", a -> a.vcvtdq2ps(1, 17)),
        instruction("vcvtps2dq", "vcvtps2dq zmm25, zmm14", "62417d485bce", a -> a.vcvtps2dq(25, 14)),
        instruction("vcvttps2dq", "vcvttps2dq zmm20, zmm31", "62817e485be7", a -> a.vcvttps2dq(20, 31)),
        instruction("vroundps", "vrndscaleps zmm1, zmm17, 0", "62b37d4808c900", a -> a.vroundps(1, 17)),
        instruction("vpmovzxbd", "vpmovzxbd zmm25, [rsi+64]", "62627d48314e04", a -> a.vpmovzxbd(25, NEAR)),
        instruction("vpmovzxbd", "vpmovzxbd zmm20, [r10+260]", "62c27d4831a204010000", a -> a.vpmovzxbd(20, FAR)),
        instruction("vpmovsxbw", "vpmovsxbw zmm1, [r10+260]", "62d27d48208a04010000", a -> a.vpmovsxbw(1, FAR)),
        instruction("vpbroadcastd", "vpbroadcastd zmm25, [rsi+64]", "62627d48584e10", a -> a.vpbroadcastd(25, NEAR)),
        instruction("vpbroadcastd", "vpbroadcastd zmm20, [r13+0]", "62c27d48586500", a -> a.vpbroadcastd(20, ON_R13)),
        instruction("vbroadcastss", "vbroadcastss zmm1, [r10+260]", "62d27d48184a41", a -> a.vbroadcastss(1, FAR)),
        instruction("vbroadcastss", "vbroadcastss zmm25, [r12+128]", "62427d48184c2420",
            a -> a.vbroadcastss(25, ON_R12)),
        instruction("vmovups", "vmovups zmm20, [rsi+64]", "62e17c48106601", a -> a.vmovups(20, NEAR)),
        instruction("vmovups", "vmovups zmm1, [r10+260]", "62d17c48108a04010000", a -> a.vmovups(1, FAR)),
        instruction("vmovdqu", "vmovdqu32 zmm25, [r10+260]", "62417e486f8a04010000", a -> a.vmovdqu(25, FAR)),
        instruction("vmovdqu", "vmovdqu32 zmm20, [r12+128]", "62c17e486f642402", a -> a.vmovdqu(20, ON_R12)),
        instruction("vmovups", "vmovups [rsi+64], zmm1", "62f17c48114e01", a -> a.vmovups(NEAR, 1)),
        instruction("vmovups", "vmovups [r13+0], zmm25", "62417c48114d00", a -> a.vmovups(ON_R13, 25)),
        instruction("vmovupsMasked", "vmovups zmm20{k1}{z}, [rsi+64]", "62e17cc9106601",
            a -> a.vmovupsMasked(20, 1, NEAR)),
        instruction("vmovupsMasked", "vmovups [r10+260]{k1}, zmm1", "62d17c49118a04010000",
            a -> a.vmovupsMasked(FAR, 1, 1)),
        instruction("vpmovusdb", "vpmovusdb [rsi+64], zmm25", "62627e48114e04", a -> a.vpmovusdb(NEAR, 0, 25)),
        instruction("vpmovusdb", "vpmovusdb [r10+260]{k1}, zmm20", "62c27e4911a204010000",
            a -> a.vpmovusdb(FAR, 1, 20)),
        instruction("vpmovusdw", "vpmovusdw [rsi+64], zmm1", "62f27e48134e02", a -> a.vpmovusdw(NEAR, 0, 1)),
        instruction("vpmovusdw", "vpmovusdw [r10+260]{k1}, zmm25", "62427e49138a04010000",
            a -> a.vpmovusdw(FAR, 1, 25)));
  }

  private static void assertBytes(Instruction instruction, VectorWidth width) {
    Assembler assembler = new Assembler(width);
    instruction.call.accept(assembler);
    assertEquals(instruction.bytes, HexFormat.of().formatHex(assembler.code()), instruction.text);
  }

  @ParameterizedTest
  @MethodSource
  void generalInstructions(Instruction instruction) {
    assertBytes(instruction, VectorWidth.BITS_256);
    assertBytes(instruction, VectorWidth.BITS_512);
  }

  @ParameterizedTest
  @MethodSource
  void instructionsOn256Bits(Instruction instruction) {
    assertBytes(instruction, VectorWidth.BITS_256);
  }

  @ParameterizedTest
  @MethodSource
  void instructionsOn512Bits(Instruction instruction) {
    assertBytes(instruction, VectorWidth.BITS_512);
  }

  @Test
  void allInstructionsAreTested() {
    Set<String> methods = Arrays.stream(Assembler.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == void.class)
        .map(method -> method.getName()).collect(Collectors.toCollection(TreeSet::new));
    Set<String> tested = Stream
        .of(generalInstructions(), instructionsOn256Bits(), instructionsOn512Bits())
        .flatMap(instructions -> instructions).map(Instruction::method).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(methods, tested);
  }
}
