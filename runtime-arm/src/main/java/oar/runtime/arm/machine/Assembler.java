package oar.runtime.arm.machine;

import java.util.Arrays;

/**
 * Writes x86-64 instructions into memory that {@link ExecutableMemory} makes executable, a method for each: general ones, and
 * those on whole vectors of one width. Vector registers are given by their numbers; the first operand of an instruction is its
 * result. Encodings are those of the Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: VEX for vectors of
 * 256 bits, EVEX for those of 512.
 */
public final class Assembler {
  private static final int NO_PREFIX = 0;
  private static final int PREFIX_66 = 1;
  private static final int PREFIX_F3 = 2;
  private static final int MAP_0F = 1;
  private static final int MAP_0F38 = 2;
  private static final int MAP_0F3A = 3;
  private static final int NO_REGISTER = 0;
  private static final int NO_MASK = 0;
  /** What tells the shift apart from others of its opcode. */
  private static final int SHIFT_LEFT = 6;
  /** The bit of a mask field that zeroes what the mask leaves out. */
  private static final int ZEROING = 0x80;

  private final VectorWidth width;
  private byte[] code = new byte[1024];
  private int size;

  /** Create an assembler of instructions on vectors of a width. */
  public Assembler(VectorWidth width) {
    this.width = width;
  }

  /** Return the width of the vectors. */
  public VectorWidth width() {
    return width;
  }

  /** Return what was written. */
  public byte[] code() {
    return Arrays.copyOf(code, size);
  }

  /** A place in the code that a jump goes back to. */
  public record Label(int position) {}

  /** Return the place of the next instruction. */
  public Label here() {
    return new Label(size);
  }

  /** {@code mov r64, [m64]}: load 8 bytes. */
  public void load(Register to, Address from) {
    bytes(rex(to.number(), from.base().number()), 0x8B);
    memory(to.number(), from, 1);
  }

  /** {@code mov [m32], r32}: store 4 bytes. */
  public void store(Address to, Register from) {
    bytes(rex(from.number(), to.base().number()) & ~0x08, 0x89);
    memory(from.number(), to, 1);
  }

  /** {@code mov r64, r64}. */
  public void move(Register to, Register from) {
    bytes(rex(from.number(), to.number()), 0x89, registers(from.number(), to.number()));
  }

  /** {@code mov r64, imm32}. */
  public void move(Register to, int value) {
    bytes(rex(0, to.number()), 0xC7, registers(0, to.number()));
    fourBytes(value);
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

  /** {@code add r64, [m64]}: add 8 bytes. */
  public void add(Register to, Address addend) {
    bytes(rex(to.number(), addend.base().number()), 0x03);
    memory(to.number(), addend, 1);
  }

  /** {@code dec r64}: subtract 1 and tell whether 0 is left. */
  public void decrement(Register register) {
    bytes(rex(0, register.number()), 0xFF, registers(1, register.number()));
  }

  /** {@code jnz rel32}: go back unless 0 was left. */
  public void jumpIfNotZero(Label target) {
    bytes(0x0F, 0x85);
    fourBytes(target.position() - (size + Integer.BYTES));
  }

  /** {@code push r64}. */
  public void push(Register register) {
    extension(register);
    bytes(0x50 | register.number() & 7);
  }

  /** {@code pop r64}. */
  public void pop(Register register) {
    extension(register);
    bytes(0x58 | register.number() & 7);
  }

  private void extension(Register register) {
    if (register.number() > 7) {
      bytes(0x41);
    }
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

  /** {@code prefetcht1 [m8]}: fetch what will be needed into the second-level cache; any address will do. */
  public void prefetcht1(Address from) {
    if (from.base().number() > 7) {
      bytes(0x41);
    }
    bytes(0x0F, 0x18);
    memory(2, from, 1);
  }

  /** {@code kmovw k, r32}: let a mask, 1 to 7, be the low 16 bits of one of the first eight registers. */
  public void kmovw(int mask, Register from) {
    bytes(0xC5, 0xF8, 0x92, registers(mask, from.number()));
  }

  /** {@code vpxor[d]}: the bits in which x and y differ. */
  public void vpxor(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xEF, to, x, y);
  }

  /** {@code vpor[d]}. */
  public void vpor(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xEB, to, x, y);
  }

  /** {@code vpdpbusd}: add to 32-bit sums products of 4 unsigned and 4 signed bytes. */
  public void vpdpbusd(int sum, int unsigned, int signed) {
    vector(PREFIX_66, MAP_0F38, 0x50, sum, unsigned, signed);
  }

  /** {@code vpmaddwd}: sums of two products of neighbouring 16-bit integers. */
  public void vpmaddwd(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xF5, to, x, y);
  }

  /** {@code vpaddd}: sums of 32-bit integers. */
  public void vpaddd(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xFE, to, x, y);
  }

  /** {@code vpsubd}: x - y. */
  public void vpsubd(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F, 0xFA, to, x, y);
  }

  /** {@code vpmulld}: the low halves of products of 32-bit integers. */
  public void vpmulld(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F38, 0x40, to, x, y);
  }

  /** {@code vpslld}: shift each lane to the left. */
  public void vpslld(int to, int x, int bits) {
    vector(PREFIX_66, MAP_0F, 0x72, SHIFT_LEFT, to, x);
    bytes(bits);
  }

  /** {@code vcvtdq2ps}: the nearest single-precision numbers. */
  public void vcvtdq2ps(int to, int x) {
    vector(NO_PREFIX, MAP_0F, 0x5B, to, NO_REGISTER, x);
  }

  /** {@code vcvtps2dq}: the nearest integers, the even one of two. */
  public void vcvtps2dq(int to, int x) {
    vector(PREFIX_66, MAP_0F, 0x5B, to, NO_REGISTER, x);
  }

  /** {@code vcvttps2dq}: integers, what is behind the point cut off. */
  public void vcvttps2dq(int to, int x) {
    vector(PREFIX_F3, MAP_0F, 0x5B, to, NO_REGISTER, x);
  }

  /** {@code vpmovusdb}: store the lanes of a mask, 0 for all, as unsigned bytes. Only of 512 bits. */
  public void vpmovusdb(Address to, int mask, int from) {
    vector(PREFIX_F3, MAP_0F38, 0x11, from, NO_REGISTER, to, width.bytes() / Integer.BYTES, mask);
  }

  /** {@code vpmovusdw}: store the lanes of a mask, 0 for all, as unsigned words. Only of 512 bits. */
  public void vpmovusdw(Address to, int mask, int from) {
    vector(PREFIX_F3, MAP_0F38, 0x13, from, NO_REGISTER, to, width.bytes() / Short.BYTES, mask);
  }

  /** {@code vaddps}. */
  public void vaddps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x58, to, x, y);
  }

  /** {@code vaddps} with an operand in memory. */
  public void vaddps(int to, int x, Address y) {
    vector(NO_PREFIX, MAP_0F, 0x58, to, x, y, width.bytes(), NO_MASK);
  }

  /** {@code vsubps}: x - y. */
  public void vsubps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x5C, to, x, y);
  }

  /** {@code vmulps}. */
  public void vmulps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x59, to, x, y);
  }

  /** {@code vmulps} with an operand in memory. */
  public void vmulps(int to, int x, Address y) {
    vector(NO_PREFIX, MAP_0F, 0x59, to, x, y, width.bytes(), NO_MASK);
  }

  /** {@code vdivps}: x / y. */
  public void vdivps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x5E, to, x, y);
  }

  /** {@code vsqrtps}: square roots. */
  public void vsqrtps(int to, int x) {
    vector(NO_PREFIX, MAP_0F, 0x51, to, NO_REGISTER, x);
  }

  /** {@code vminps}: y where one is not a number. */
  public void vminps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x5D, to, x, y);
  }

  /** {@code vmaxps}: y where one is not a number. */
  public void vmaxps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x5F, to, x, y);
  }

  /** {@code vmaxps} with an operand in memory. */
  public void vmaxps(int to, int x, Address y) {
    vector(NO_PREFIX, MAP_0F, 0x5F, to, x, y, width.bytes(), NO_MASK);
  }

  /** {@code vfmadd231ps}: add x y, rounded once. */
  public void vfmadd231ps(int sum, int x, int y) {
    vector(PREFIX_66, MAP_0F38, 0xB8, sum, x, y);
  }

  /** {@code vfmadd231ps} with an operand in memory. */
  public void vfmadd231ps(int sum, int x, Address y) {
    vector(PREFIX_66, MAP_0F38, 0xB8, sum, x, y, width.bytes(), NO_MASK);
  }

  /** {@code vfmadd213ps}: x to + y, rounded once. */
  public void vfmadd213ps(int to, int x, int y) {
    vector(PREFIX_66, MAP_0F38, 0xA8, to, x, y);
  }

  /** {@code vfmadd213ps} with an operand in memory. */
  public void vfmadd213ps(int to, int x, Address y) {
    vector(PREFIX_66, MAP_0F38, 0xA8, to, x, y, width.bytes(), NO_MASK);
  }

  /** {@code vpermilps}: lanes of each 128 bits, chosen by pairs of bits. */
  public void vpermilps(int to, int x, int lanes) {
    vector(PREFIX_66, MAP_0F3A, 0x04, to, NO_REGISTER, x);
    bytes(lanes);
  }

  /** {@code vpmovzxbd}: unsigned bytes into lanes. */
  public void vpmovzxbd(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x31, to, NO_REGISTER, from, width.bytes() / Integer.BYTES, NO_MASK);
  }

  /** {@code vpmovsxbw}: signed bytes into 16-bit lanes. */
  public void vpmovsxbw(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x20, to, NO_REGISTER, from, width.bytes() / Short.BYTES, NO_MASK);
  }

  /** {@code vpbroadcastd}: 4 bytes into each lane. */
  public void vpbroadcastd(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x58, to, NO_REGISTER, from, Integer.BYTES, NO_MASK);
  }

  /** {@code vbroadcastss}: a single-precision number into each lane. */
  public void vbroadcastss(int to, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x18, to, NO_REGISTER, from, Float.BYTES, NO_MASK);
  }

  /** {@code vmovups} from memory. */
  public void vmovups(int to, Address from) {
    vector(NO_PREFIX, MAP_0F, 0x10, to, NO_REGISTER, from, width.bytes(), NO_MASK);
  }

  /** {@code vmovups} to memory. */
  public void vmovups(Address to, int from) {
    vector(NO_PREFIX, MAP_0F, 0x11, from, NO_REGISTER, to, width.bytes(), NO_MASK);
  }

  /** {@code vmovups} from memory of the lanes of a mask; the others are 0. Only of 512 bits. */
  public void vmovupsMasked(int to, int mask, Address from) {
    vector(NO_PREFIX, MAP_0F, 0x10, to, NO_REGISTER, from, width.bytes(), mask | ZEROING);
  }

  /** {@code vmovups} to memory of the lanes of a mask. Only of 512 bits. */
  public void vmovupsMasked(Address to, int mask, int from) {
    vector(NO_PREFIX, MAP_0F, 0x11, from, NO_REGISTER, to, width.bytes(), mask);
  }

  /** {@code vmaskmovps} from memory of the lanes whose mask is negative; the others are 0. Only of 256 bits. */
  public void vmaskmovps(int to, int mask, Address from) {
    vector(PREFIX_66, MAP_0F38, 0x2C, to, mask, from, width.bytes(), NO_MASK);
  }

  /** {@code vmaskmovps} to memory of the lanes whose mask is negative. Only of 256 bits. */
  public void vmaskmovps(Address to, int mask, int from) {
    vector(PREFIX_66, MAP_0F38, 0x2E, from, mask, to, width.bytes(), NO_MASK);
  }

  /** {@code vmovdqu[32]} from memory. */
  public void vmovdqu(int to, Address from) {
    vector(PREFIX_F3, MAP_0F, 0x6F, to, NO_REGISTER, from, width.bytes(), NO_MASK);
  }

  /** Round to integers of the same type: {@code vrndscaleps} or {@code vroundps}, to the nearest, the even one of two. */
  public void vroundps(int to, int x) {
    vector(PREFIX_66, MAP_0F3A, 0x08, to, NO_REGISTER, x);
    bytes(0);
  }

  /** {@code vunpcklps}: the lower two lanes of each 128 bits of x and y, by turns. */
  public void vunpcklps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x14, to, x, y);
  }

  /** {@code vunpckhps}: the upper two lanes of each 128 bits of x and y, by turns. */
  public void vunpckhps(int to, int x, int y) {
    vector(NO_PREFIX, MAP_0F, 0x15, to, x, y);
  }

  /** {@code vshufps}: in each 128 bits, two lanes of x and two of y; 2 bits say which, the lowest first. */
  public void vshufps(int to, int x, int y, int lanes) {
    vector(NO_PREFIX, MAP_0F, 0xC6, to, x, y);
    bytes(lanes);
  }

  /** {@code vperm2f128}, {@code vshuff32x4}: choose 128 bits each from x and y, as the instruction of the width says. */
  public void vperm128(int to, int x, int y, int parts) {
    vector(PREFIX_66, MAP_0F3A, width == VectorWidth.BITS_512 ? 0x23 : 0x06, to, x, y);
    bytes(parts);
  }

  /** {@code vextractf128}, {@code vextractf32x4}: store 128 bits, of 512 those lanes of a mask, 0 for all. */
  public void vextractf128(Address to, int mask, int from, int part) {
    vector(PREFIX_66, MAP_0F3A, 0x19, from, NO_REGISTER, to, 4 * Float.BYTES, mask);
    bytes(part);
  }

  private void vector(int prefix, int map, int opcode, int to, int x, int y) {
    if (width == VectorWidth.BITS_512) {
      evex(prefix, map, (to >> 3) & 1, (y >> 4) & 1, (y >> 3) & 1, to, x, NO_MASK);
    } else {
      vex(prefix, map, to >> 3, y >> 3, x);
    }
    bytes(opcode, registers(to, y));
  }

  private void vector(int prefix, int map, int opcode, int register, int second, Address memory, int scale, int mask) {
    int base = memory.base().number();
    if (width == VectorWidth.BITS_512) {
      evex(prefix, map, (register >> 3) & 1, 0, base >> 3, register, second, mask);
    } else {
      vex(prefix, map, register >> 3, base >> 3, second);
    }
    bytes(opcode);
    memory(register, memory, width == VectorWidth.BITS_512 ? scale : 1);
  }

  /** Write the operand that is in memory: its offset takes a byte if that many times a scale is it, else four bytes. */
  private void memory(int register, Address memory, int scale) {
    int offset = memory.offset();
    int base = memory.base().number() & 7;
    boolean isSmall = offset % scale == 0 && offset / scale == (byte) (offset / scale);
    bytes((isSmall ? 0x40 : 0x80) | (register & 7) << 3 | base);
    if (base == Register.RSP_NUMBER) {
      bytes(0x24);
    }
    if (isSmall) {
      bytes(offset / scale);
    } else {
      fourBytes(offset);
    }
  }

  /** Write the prefix of AVX-512, which holds the upper bits of registers inverted. */
  private void evex(int prefix, int map, int r, int x, int b, int register, int second, int mask) {
    bytes(0x62, (r ^ 1) << 7 | (x ^ 1) << 6 | (b ^ 1) << 5 | (register >> 4 ^ 1) << 4 | map,
        (~second & 15) << 3 | 4 | prefix, 0x40 | (second >> 4 ^ 1) << 3 | mask);
  }

  /** Write the prefix of AVX, of three bytes, which holds the upper bits of registers inverted. */
  private void vex(int prefix, int map, int r, int b, int second) {
    bytes(0xC4, (r ^ 1) << 7 | 0x40 | (b ^ 1) << 5 | map, (~second & 15) << 3 | 4 | prefix);
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

  private void bytes(int first) {
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
    }
    code[size++] = (byte) first;
  }

  private void bytes(int first, int second) {
    bytes(first);
    bytes(second);
  }

  private void bytes(int first, int second, int third) {
    bytes(first, second);
    bytes(third);
  }

  private void bytes(int first, int second, int third, int fourth) {
    bytes(first, second);
    bytes(third, fourth);
  }
}
