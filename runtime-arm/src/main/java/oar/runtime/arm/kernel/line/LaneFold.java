package oar.runtime.arm.kernel.line;

import oar.runtime.arm.machine.Assembler;

/** Writes how the lanes of a vector become one: each lane then holds what all of them come to. */
final class LaneFold {
  private static final int SWAPPED_HALVES = 0x4E;
  private static final int SWAPPED_NEIGHBOURS = 0xB1;
  private static final int SWAPPED_HALVES_OF_256_BITS = 0x01;

  private final Assembler assembler;
  private final int temporary;

  /**
   * Create a writer.
   *
   * @param temporary a register that is overwritten
   */
  LaneFold(Assembler assembler, int temporary) {
    this.assembler = assembler;
    this.temporary = temporary;
  }

  /** An instruction on two vectors whose order does not matter. */
  @FunctionalInterface
  interface Combination {
    void write(int to, int x, int y);
  }

  /** Combine the lanes of a register. */
  void write(int register, Combination combination) {
    switch (assembler.width()) {
      case BITS_512 -> {
        assembler.vperm128(temporary, register, register, SWAPPED_HALVES);
        combination.write(register, register, temporary);
        assembler.vperm128(temporary, register, register, SWAPPED_NEIGHBOURS);
        combination.write(register, register, temporary);
      }
      case BITS_256 -> {
        assembler.vperm128(temporary, register, register, SWAPPED_HALVES_OF_256_BITS);
        combination.write(register, register, temporary);
      }
    }
    assembler.vpermilps(temporary, register, SWAPPED_HALVES);
    combination.write(register, register, temporary);
    assembler.vpermilps(temporary, register, SWAPPED_NEIGHBOURS);
    combination.write(register, register, temporary);
  }
}
