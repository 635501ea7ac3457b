package oar.runtime.arm.machine;

import java.io.ByteArrayOutputStream;

/**
 * Writes x86-64 instructions into memory that {@link ExecutableMemory} makes executable, a method for each: general ones and those of AVX-512 on whole registers. Vector registers are given
 * by their numbers, 0 to 31; the first operand of an instruction is its result. Encodings are those of the Intel 64 and IA-32
 * Architectures Software Developer's Manual, volume 2.
 */
public final class Assembler {
  private static final int NO_PREFIX = 0;
  private static final int PREFIX_66 = 1;
  private static final int PREFIX_F3 = 2;
  private static final int MAP_0F = 1;
  private static final int MAP_0F38 = 2;
  private static final int NO_REGISTER = 0;
  /** What tells the shift apart from others of its opcode. */
  private static final int SHIFT_LEFT = 6;
  private static final int VECTOR_BYTES = 64;

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();

  /** Return what was written. */
  public byte[] code() {
    return code.toByteArray();
  }

  /** A place in the code that a jump goes back to. */
  public record Label(int position) {}

  /** Return the place of the next instruction. */
  public Label here() {
    return new Label(code.size());
  }

  /** {@code mov r64, [m64]}: load 8 bytes. */
  public void load(Register to, Address from) {
    bytes(rex(to.number(), from.base().number()), 0x8B);
    offset(to.number(), from, 1);
  }

  /** {@code mov [m32], r32}: store 4 bytes. */
  public void store(Address to, Register from) {
    bytes(rex(from.number(), to.base().number()) & ~0x08, 0x89);
    offset(from.number(), to, 1);
  }

  /** {@code mov r64, r64}. */
  public void move(Register to, Register from) {
    bytes(rex(from.number(), to.number()), 0x89, registers(from.number(), to.number()));
  }

  /** {@code add r64, r64}. */
  public void add(Register to, Register addend) {
    bytes(rex(addend.number(), to.number()), 0x01, registers(addend.number(), to.number()));
  }

  /** {@code add r64, imm32}. */
  public void add(Register to, int addend) {
    bytes(rex(0, to.number()), 0x81, registers(0, to.number()));
    fourBytes(addend);
  }

  /** {@code dec r64}: subtract 1 and tell whether 0 is left. */
  public void decrement(Register register) {
    bytes(rex(0, register.number()), 0xFF, registers(1, register.number()));
  }

  /** {@code jnz rel32}: go back unless 0 was left. */
  public void jumpIfNotZero(Label target) {
    bytes(0x0F, 0x85);
    fourBytes(target.position() - (code.size() + Integer.BYTES));
  }

  /** {@code push r64}, for one of the first eight registers. */
  public void push(Register register) {
    bytes(0x50 | register.number());
  }

  /** {@code pop r64}, for one of the first eight registers. */
  public void pop(Register register) {
    bytes(0x58 | register.number());
  }

  /** {@code cpuid}: ask leaf EAX, subleaf ECX; the answer is in EAX, EBX, ECX, EDX. */
  public void cpuid() {
    bytes(0x0F, 0xA2);
  }

  /** {@code xgetbv}: ask which registers the operating system keeps; the answer is in EAX, EDX. */
  public void xgetbv() {
    bytes(0x0F, 0x01, 0xD0);
  }

  /** {@code ret}. */
  public void ret() {
    bytes(0xC3);
  }

  /** {@code vzeroupper}: leave no upper halves that slow SSE code down. */
  public void vzeroupper() {
    bytes(0xC5, 0xF8, 0x77);
  }

  /** {@code vpxord zmm, zmm, zmm}. */
  public void vpxord(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xEF, to, x, y);
  }

  /** {@code vpdpbusd zmm, zmm, zmm}: add to 32-bit sums products of 4 unsigned and 4 signed bytes. */
  public void vpdpbusd(int sum, int unsigned, int signed) {
    vector(PREFIX_66, MAP_0F38, 0x50, sum, unsigned, signed);
  }

  /** {@code vpmulld zmm, zmm, zmm}: the low halves of products of 32-bit integers. */
  public void vpmulld(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F38, 0x40, to, x, y);
  }

  /** {@code vpsubd zmm, zmm, zmm}: x - y. */
  public void vpsubd(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xFA, to, x, y);
  }

  /** {@code vcvtdq2ps zmm, zmm}: the nearest single-precision numbers. */
  public void vcvtdq2ps(int to, int x) {
    vector(NO_PREFIX, MAP_0F, 0x5B, to, NO_REGISTER, x);
  }

  /** {@code vmulps zmm, zmm, zmm}. */
  public void vmulps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x59, to, x, y);
  }

  /** {@code vpmovzxbd zmm, [m128]}: 16 unsigned bytes into 16 lanes. */
  public void vpmovzxbd(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x31, to, from, VECTOR_BYTES / Integer.BYTES);
  }

  /** {@code vpslld zmm, zmm, imm8}: shift each lane to the left. */
  public void vpslld(int to, int x, int bits) {
    vector(PREFIX_66, MAP_0F, 0x72, SHIFT_LEFT, to, x);
    bytes(bits);
  }

  /** {@code vpord zmm, zmm, zmm}. */
  public void vpord(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xEB, to, x, y);
  }

  /** {@code vpbroadcastd zmm, [m32]}: 4 bytes into each lane. */
  public void vpbroadcastd(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x58, to, from, Integer.BYTES);
  }

  /** {@code vmovups zmm, [m512]}. */
  public void vmovups(int to, Address from) {
    vector(NO_PREFIX, MAP_0F, 0x10, to, from, VECTOR_BYTES);
  }

  /** {@code vmovups [m512], zmm}. */
  public void vmovups(Address to, int from) {
    vector(NO_PREFIX, MAP_0F, 0x11, from, to, VECTOR_BYTES);
  }

  /** {@code vmovdqu32 zmm, [m512]}. */
  public void vmovdqu32(int to, Address from) {
    vector(PREFIX_F3, MAP_0F, 0x6F, to, from, VECTOR_BYTES);
  }

  private void vector(int prefix, int map, int opcode, int to, int x, int y) {
    evex(prefix, map, (to >> 3) & 1, (y >> 4) & 1, (y >> 3) & 1, to, x);
    bytes(opcode, registers(to & 7, y & 7));
  }

  private void vector(int prefix, int map, int opcode, int register, Address memory, int scale) {
    int base = memory.base().number();
    evex(prefix, map, (register >> 3) & 1, 0, base >> 3, register, NO_REGISTER);
    bytes(opcode);
    offset(register, memory, scale);
  }

  /** Write the operand that is in memory: its offset takes a byte if that many times a scale is it, else four bytes. */
  private void offset(int register, Address memory, int scale) {
    int offset = memory.offset();
    boolean isSmall = offset % scale == 0 && offset / scale == (byte) (offset / scale);
    bytes((isSmall ? 0x40 : 0x80) | (register & 7) << 3 | memory.base().number() & 7);
    if (isSmall) {
      bytes(offset / scale);
    } else {
      fourBytes(offset);
    }
  }

  /** Write the prefix of AVX-512, which holds the upper bits of registers inverted. */
  private void evex(int prefix, int map, int r, int x, int b, int register, int second) {
    bytes(0x62, (r ^ 1) << 7 | (x ^ 1) << 6 | (b ^ 1) << 5 | (register >> 4 ^ 1) << 4 | map,
        (~second & 15) << 3 | 4 | prefix, 0x40 | (second >> 4 ^ 1) << 3);
  }

  private static int rex(int register, int base) {
    return 0x48 | register >> 3 << 2 | base >> 3;
  }

  private static int registers(int register, int other) {
    return 0xC0 | (register & 7) << 3 | other & 7;
  }

  private void fourBytes(int value) {
    bytes(value, value >> 8, value >> 16, value >> 24);
  }

  private void bytes(int... values) {
    for (int value : values) {
      code.write(value);
    }
  }
}
