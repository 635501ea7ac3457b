package oar.runtime.arm.machine;

/** Widths of the vectors that x86-64 instructions work on. */
public enum VectorWidth {
  /** AVX2: 8 single-precision numbers, 16 registers. */
  BITS_256(32, 16),
  /** AVX-512: 16 single-precision numbers, 32 registers. */
  BITS_512(64, 32);

  private final int bytes;
  private final int registers;

  VectorWidth(int bytes, int registers) {
    this.bytes = bytes;
    this.registers = registers;
  }

  /** Return the bytes of a vector. */
  public int bytes() {
    return bytes;
  }

  /** Return the single-precision numbers of a vector. */
  public int lanes() {
    return bytes / Float.BYTES;
  }

  /** Return the number of vector registers. */
  public int registers() {
    return registers;
  }
}
