package oar.runtime.arm.kernel.product;

/** What the elements of a product are. A step takes four bytes of a row: as many elements as fit. */
public enum Arithmetic {
  /** Single-precision numbers. */
  FLOATS(1),
  /** 16-bit integers, with sums of 32 bits: for processors without dot products of bytes. */
  SHORTS(2),
  /** Unsigned bytes in rows, signed ones in columns, with sums of 32 bits. */
  BYTES(4);

  /** Bytes of a row in a step. */
  static final int STEP_BYTES = 4;

  private final int elementsPerStep;

  Arithmetic(int elementsPerStep) {
    this.elementsPerStep = elementsPerStep;
  }

  /** Return the elements of a row in a step. */
  public int elementsPerStep() {
    return elementsPerStep;
  }

  /** Return the bytes of an element. */
  public int elementBytes() {
    return STEP_BYTES / elementsPerStep;
  }

  /** Tell whether sums are integers, which are scaled afterwards. */
  public boolean isInteger() {
    return this != FLOATS;
  }
}
