package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.Scratch;

/**
 * The inputs of the gates of a cell. In a row the units of one gate lie behind those of another.
 *
 * @param course which row a sequence takes at a step
 * @param hidden units of a gate
 * @param inputs rows that the course leads over
 */
public record Gates(Course course, int hidden, Slots inputs) {
  /** Arrays of lower numbers belong to the functions that are applied to the gates. */
  private static final int FIRST_ARRAY = 16;

  /** Some units of one sequence at one step. */
  record Block(int slot, long row, int unit, int length) {}

  /**
   * What a cell does to some units.
   *
   * @param onFloats in single precision, to a block
   * @param onDoubles in double precision, to a block of one unit
   */
  record Phase(FloatPhase onFloats, DoublePhase onDoubles) {}

  /** Computes some units in single precision. */
  @FunctionalInterface
  interface FloatPhase {
    void run(Block block, Scratch scratch);
  }

  /** Computes one unit in double precision. */
  @FunctionalInterface
  interface DoublePhase {
    void run(Block unit);
  }

  /** Do something to all units of the sequences of some slots. */
  void forEach(Phase phase, int from, int to, int step, Scratch scratch) {
    int length = inputs.areDoubles() ? 1 : Scratch.CHUNK;
    for (int slot = from; slot < to; slot++) {
      long row = course.row(slot, step);
      for (int unit = 0; unit < hidden; unit += length) {
        Block block = new Block(slot, row, unit, Math.min(length, hidden - unit));
        if (inputs.areDoubles()) {
          phase.onDoubles.run(block);
        } else {
          phase.onFloats.run(block, scratch);
        }
      }
    }
  }

  /** Return an array for units; one for each number from 0 on. */
  static float[] array(int number, Block block, Scratch scratch) {
    return scratch.floats(FIRST_ARRAY + number, block.length);
  }

  /** Return units of a state, in the array of a number. */
  static float[] load(int number, Slots state, Block block, Scratch scratch) {
    float[] values = array(number, block, scratch);
    state.load(block.slot, block.unit, values, block.length);
    return values;
  }

  /** Return the input of a gate, in the array of the gate's number. */
  float[] input(int gate, Block block, Scratch scratch) {
    float[] values = array(gate, block, scratch);
    inputs.load(block.row, column(gate, block), values, block.length);
    return values;
  }

  /** Return the sums of a gate, in the array of the gate's number. */
  float[] sum(int gate, Slots sums, Block block, Scratch scratch) {
    float[] values = array(gate, block, scratch);
    sums.load(block.slot, column(gate, block), values, block.length);
    return values;
  }

  double input(int gate, Block unit) {
    return inputs.get(unit.row, column(gate, unit));
  }

  double sum(int gate, Slots sums, Block unit) {
    return sums.get(unit.slot, column(gate, unit));
  }

  /** Return where the units of a gate begin in a row. */
  long column(int gate, Block block) {
    return (long) gate * hidden + block.unit;
  }
}
