package oar.runtime.arm.kernel.winograd;

import oar.runtime.arm.machine.Assembler;

/** Writes the product of B' with registers 0 to 5; they, and 6 to 8, are overwritten. Multiples are made of sums. */
record InputFormula(Assembler assembler) {
  private static final int RESULT = 6;
  private static final int FIRST = 7;
  private static final int SECOND = 8;

  void write(TileTransformWriter.Results results) {
    quadruple(FIRST, 0);
    quadruple(SECOND, 2);
    assembler.vaddps(RESULT, SECOND, 2);
    assembler.vsubps(RESULT, FIRST, RESULT);
    assembler.vaddps(RESULT, RESULT, 4);
    results.take(0, RESULT);
    quadruple(0, 1);
    quadruple(FIRST, 3);
    assembler.vaddps(RESULT, FIRST, 3);
    assembler.vsubps(RESULT, 0, RESULT);
    assembler.vaddps(RESULT, RESULT, 5);
    results.take(5, RESULT);
    assembler.vsubps(SECOND, 4, SECOND);
    assembler.vsubps(0, 3, 0);
    assembler.vaddps(RESULT, SECOND, 0);
    results.take(1, RESULT);
    assembler.vsubps(RESULT, SECOND, 0);
    results.take(2, RESULT);
    assembler.vsubps(4, 4, 2);
    assembler.vsubps(3, 3, 1);
    assembler.vaddps(3, 3, 3);
    assembler.vaddps(RESULT, 4, 3);
    results.take(3, RESULT);
    assembler.vsubps(RESULT, 4, 3);
    results.take(4, RESULT);
  }

  private void quadruple(int to, int x) {
    assembler.vaddps(to, x, x);
    assembler.vaddps(to, to, to);
  }
}
