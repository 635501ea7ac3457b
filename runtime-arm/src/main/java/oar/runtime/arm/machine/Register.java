package oar.runtime.arm.machine;

/** The general registers of x86-64 that functions are written with; of a System V function. */
public enum Register {
  /** Where a result goes. */
  RAX(0),
  /** Fourth argument. */
  RCX(1),
  /** Third argument. */
  RDX(2),
  /** A function that changes it puts it back. */
  RBX(3),
  /** Second argument. */
  RSI(6),
  /** First argument. */
  RDI(7),
  /** Fifth argument. */
  R8(8),
  /** Sixth argument. */
  R9(9),
  /** Free for use. */
  R10(10),
  /** Free for use. */
  R11(11),
  /** A function that changes it puts it back. */
  R12(12),
  /** A function that changes it puts it back. */
  R13(13),
  /** A function that changes it puts it back. */
  R14(14);

  /** The number whose low bits ask for another byte behind an operand in memory. */
  static final int RSP_NUMBER = 4;

  private final int number;

  Register(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
