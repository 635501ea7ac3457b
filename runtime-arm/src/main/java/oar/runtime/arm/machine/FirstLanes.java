package oar.runtime.arm.machine;

/**
 * Writes loads and stores of the first lanes of a vector, which leave memory behind them alone. Which lanes is in mask register 1
 * for vectors of 512 bits, and in a vector register for those of 256.
 */
public final class FirstLanes {
  private static final int MASK = 1;

  private final Assembler assembler;
  private final int lanes;
  private final Address vectorMask;
  private final int vectorRegister;

  /**
   * Create a writer.
   *
   * @param assembler takes the instructions
   * @param lanes how many, 1 to those of a vector
   * @param arguments the register with the address of {@link Arguments}
   * @param vectorRegister takes the mask of vectors of 256 bits
   */
  public FirstLanes(Assembler assembler, int lanes, Register arguments, int vectorRegister) {
    this.assembler = assembler;
    this.lanes = lanes;
    this.vectorMask = new Address(arguments, Arguments.maskOffset(Math.min(lanes, VectorWidth.BITS_256.lanes())));
    this.vectorRegister = vectorRegister;
  }

  /** Tell whether these are all lanes of a vector. */
  public boolean areAll() {
    return lanes == assembler.width().lanes();
  }

  /** Set the mask of vectors of 512 bits, for the whole function. */
  public void prepare(Register free) {
    if (assembler.width() == VectorWidth.BITS_512) {
      assembler.move(free, (1 << lanes) - 1);
      assembler.kmovw(MASK, free);
    }
  }

  /** Set the mask of vectors of 256 bits, before loads and stores until its register is used for something else. */
  public void loadMask() {
    if (assembler.width() == VectorWidth.BITS_256) {
      assembler.vmovups(vectorRegister, vectorMask);
    }
  }

  /** Load the lanes; the others become 0. */
  public void load(int to, Address from) {
    switch (assembler.width()) {
      case BITS_256 -> assembler.vmaskmovps(to, vectorRegister, from);
      case BITS_512 -> assembler.vmovupsMasked(to, MASK, from);
    }
  }

  /** Store the lanes. */
  public void store(Address to, int from) {
    switch (assembler.width()) {
      case BITS_256 -> assembler.vmaskmovps(to, vectorRegister, from);
      case BITS_512 -> assembler.vmovupsMasked(to, MASK, from);
    }
  }
}
