package oar.runtime.arm.kernel.product;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.VectorWidth;

/**
 * How columns are cut into panels of a few vectors.
 *
 * @param panels from the first column to the last
 */
record ColumnPanels(List<Panel> panels) {
  /** Registers that sums of four vectors leave enough of for as many rows as a set of the first-level cache has lines. */
  private static final int MANY_REGISTERS = 32;
  private static final int BEST_VECTORS = 4;
  private static final int BEST_VECTORS_OF_FEW_REGISTERS = 2;
  private static final int ODD_VECTORS = 3;
  /** Vectors of columns with which a single row fills the pipeline, and four fill 32 registers. */
  private static final int VECTORS_OF_FEW_ROWS = 6;

  /**
   * Neighbouring columns.
   *
   * @param first number of the first
   * @param vectors how many vectors they fill
   * @param lastLanes how many lanes of the last of these are columns
   * @param offset where they begin in the packed memory, in bytes
   */
  record Panel(int first, int vectors, int lastLanes, long offset) {}

  /**
   * Cut columns of so many steps for products of any number of rows. Tiles of 6 rows and 4 vectors need as few loads for each
   * product as those of 13 rows and 2, and their rows stay in the cache even where all begin in the same set of it, as rows of a
   * multiple of 4096 bytes do.
   */
  static ColumnPanels of(Machine machine, int columns, int steps) {
    return hasManyRegisters(machine)
        ? cut(machine, columns, steps, ColumnPanels::best)
        : cut(machine, columns, steps, rest -> Math.min(rest, BEST_VECTORS_OF_FEW_REGISTERS));
  }

  /** Leave no single vector behind. */
  private static int best(int rest) {
    return rest == BEST_VECTORS + 1 || rest == 2 * ODD_VECTORS ? ODD_VECTORS : Math.min(rest, BEST_VECTORS);
  }

  private static boolean hasManyRegisters(Machine machine) {
    return machine.vectors().map(width -> width.registers() >= MANY_REGISTERS).orElse(true);
  }

  /** Cut columns of so many steps for products of a row or a few, of which a panel has little to do. */
  static ColumnPanels ofFewRows(Machine machine, int columns, int steps) {
    return cut(machine, columns, steps, rest -> Math.min(rest, VECTORS_OF_FEW_ROWS));
  }

  /** Chooses the vectors of a panel. */
  @FunctionalInterface
  private interface Choice {
    /** Choose, if so many vectors are left. */
    int vectors(int rest);
  }

  private static ColumnPanels cut(Machine machine, int columns, int steps, Choice choice) {
    List<Panel> result = new ArrayList<>();
    int lanes = lanes(machine);
    int vectors = Math.ceilDiv(columns, lanes);
    for (int first = 0; first < vectors;) {
      int width = choice.vectors(vectors - first);
      int lastLanes = Math.min(lanes, columns - (first + width - 1) * lanes);
      result.add(new Panel(first * lanes, width, lastLanes, (long) first * lanes * steps * Arithmetic.STEP_BYTES));
      first += width;
    }
    return new ColumnPanels(List.copyOf(result));
  }

  /** Return the columns of a vector of a machine. */
  static int lanes(Machine machine) {
    return machine.vectors().map(VectorWidth::lanes).orElse(RowKernel.PLAIN_LANES);
  }
}
