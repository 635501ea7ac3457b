package oar.runtime.arm.kernel.movement;

import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Writes the part of a {@link BlockCopyWriter} that transposes matrices. */
final class TranspositionWriter {
  private static final Register CALL = Register.RDI;
  private static final Register SOURCE = Register.RSI;
  private static final Register TARGET = Register.RDX;
  private static final Register COUNT = Register.RCX;
  private static final Register VECTORS = Register.R8;
  private static final Register FROM = Register.R9;
  private static final Register TO = Register.R10;
  private static final Register ROW = Register.R11;
  private static final Register COLUMN = Register.RAX;
  private static final Register STRIPS = CALL;
  private static final int STRIP = 4;
  private static final int STRIP_BYTES = STRIP * Integer.BYTES;
  private static final int ALL = 0;
  private static final int ROWS_MASK = 2;
  /** Registers: those of the rows come first. */
  private static final int LOW = 4;
  private static final int HIGH = 6;
  private static final int COLUMNS = 8;
  private static final int ROTATED = 12;
  private static final int ROWS_MASK_REGISTER = 14;
  private static final int COLUMNS_MASK_REGISTER = 15;
  /** Of {@code vshufps}: the lower, or the upper, two lanes of both operands. */
  private static final int LOWER_PAIRS = 0x44;
  private static final int UPPER_PAIRS = 0xEE;

  private final MovedBlock block;
  private final Assembler assembler;
  private final VectorWidth width;
  private final FirstLanes lastColumns;
  private final FirstLanes lastRows;

  TranspositionWriter(MovedBlock block, Assembler assembler) {
    this.block = block;
    this.assembler = assembler;
    width = assembler.width();
    lastColumns = new FirstLanes(assembler, Math.max(1, block.columns() % width.lanes()), CALL, COLUMNS_MASK_REGISTER);
    lastRows = new FirstLanes(assembler, Math.max(1, block.rows() % STRIP), CALL, ROWS_MASK_REGISTER);
  }

  void write() {
    lastColumns.prepare(COLUMN);
    lastColumns.loadMask();
    lastRows.loadMask();
    if (width == VectorWidth.BITS_512) {
      assembler.move(COLUMN, (1 << block.rows() % STRIP) - 1);
      assembler.kmovw(ROWS_MASK, COLUMN);
    }
    Label next = assembler.here();
    assembler.move(FROM, SOURCE);
    assembler.move(TO, TARGET);
    int vectors = block.columns() / width.lanes();
    if (vectors > 0) {
      assembler.move(VECTORS, vectors);
      Label vector = assembler.here();
      writeVector(width.lanes());
      assembler.add(FROM, width.bytes());
      assembler.add(TO, width.lanes() * block.targetStride());
      assembler.decrement(VECTORS);
      assembler.jumpIfNotZero(vector);
    }
    if (block.columns() % width.lanes() > 0) {
      writeVector(block.columns() % width.lanes());
    }
    assembler.add(SOURCE, block.sourceStep());
    assembler.add(TARGET, block.targetStep());
    assembler.decrement(COUNT);
    assembler.jumpIfNotZero(next);
  }

  private void writeVector(int columns) {
    if (block.rows() == 2 && block.targetStride() == 2 * Integer.BYTES && columns == width.lanes()) {
      writeInterleaving();
      return;
    }
    assembler.move(ROW, FROM);
    assembler.move(COLUMN, TO);
    int strips = block.rows() / STRIP;
    if (strips > 0) {
      assembler.move(STRIPS, strips);
      Label strip = assembler.here();
      writeStrip(STRIP, columns);
      assembler.add(ROW, STRIP * block.sourceStride());
      assembler.add(COLUMN, STRIP_BYTES);
      assembler.decrement(STRIPS);
      assembler.jumpIfNotZero(strip);
    }
    if (block.rows() % STRIP > 0) {
      writeStrip(block.rows() % STRIP, columns);
    }
  }

  /** Transpose up to four rows: each 128 bits of a register become one column's elements. */
  private void writeStrip(int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      Address from = new Address(ROW, row * block.sourceStride());
      if (columns < width.lanes()) {
        lastColumns.load(row, from);
      } else {
        assembler.vmovups(row, from);
      }
    }
    for (int pair = 0; pair < STRIP / 2; pair++) {
      int first = Math.min(2 * pair, rows - 1);
      int second = Math.min(2 * pair + 1, rows - 1);
      assembler.vunpcklps(LOW + pair, first, second);
      assembler.vunpckhps(HIGH + pair, first, second);
    }
    assembler.vshufps(COLUMNS, LOW, LOW + 1, LOWER_PAIRS);
    assembler.vshufps(COLUMNS + 1, LOW, LOW + 1, UPPER_PAIRS);
    assembler.vshufps(COLUMNS + 2, HIGH, HIGH + 1, LOWER_PAIRS);
    assembler.vshufps(COLUMNS + 3, HIGH, HIGH + 1, UPPER_PAIRS);
    for (int column = 0; column < columns; column++) {
      writeStore(new Address(COLUMN, column * block.targetStride()), COLUMNS + column % 4, column / 4, rows);
    }
  }

  private void writeStore(Address to, int columns, int part, int rows) {
    if (rows == STRIP) {
      assembler.vextractf128(to, ALL, columns, part);
    } else if (width == VectorWidth.BITS_512) {
      assembler.vextractf128(to, ROWS_MASK, columns, part);
    } else if (part == 0) {
      lastRows.store(to, columns);
    } else {
      assembler.vperm128(ROTATED, columns, columns, 0x11);
      lastRows.store(to, ROTATED);
    }
  }

  /** Two rows become one of twice the length: the 128 bits of a register with low and high pairs are put into order. */
  private void writeInterleaving() {
    assembler.vmovups(0, new Address(FROM, 0));
    assembler.vmovups(1, new Address(FROM, block.sourceStride()));
    assembler.vunpcklps(LOW, 0, 1);
    assembler.vunpckhps(HIGH, 0, 1);
    switch (width) {
      case BITS_256 -> {
        assembler.vperm128(COLUMNS, LOW, HIGH, 0x20);
        assembler.vperm128(COLUMNS + 1, LOW, HIGH, 0x31);
      }
      case BITS_512 -> {
        assembler.vperm128(COLUMNS, LOW, HIGH, 0x44);
        assembler.vperm128(COLUMNS, COLUMNS, COLUMNS, 0xD8);
        assembler.vperm128(COLUMNS + 1, LOW, HIGH, 0xEE);
        assembler.vperm128(COLUMNS + 1, COLUMNS + 1, COLUMNS + 1, 0xD8);
      }
    }
    assembler.vmovups(new Address(TO, 0), COLUMNS);
    assembler.vmovups(new Address(TO, width.bytes()), COLUMNS + 1);
  }
}
