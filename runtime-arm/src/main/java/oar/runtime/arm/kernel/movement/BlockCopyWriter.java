package oar.runtime.arm.kernel.movement;

import oar.runtime.arm.kernel.movement.MovementCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/**
 * Writes a loop over {@link MovedBlock}s for x86-64. Lines are copied vector by vector. Matrices are transposed in strips of four
 * rows: for each vector of columns, all strips, so that the lines of the cache that columns go to are filled one after the other.
 */
final class BlockCopyWriter {
  private static final Register CALL = Register.RDI;
  private static final Register SOURCE = Register.RSI;
  private static final Register TARGET = Register.RDX;
  private static final Register COUNT = Register.RCX;
  private static final Register VECTORS = Register.R8;
  private static final Register FROM = Register.R9;
  private static final Register TO = Register.R10;
  private static final int UNROLLED = 8;
  private static final int MASK_REGISTER = 15;

  private final MovedBlock block;
  private final Assembler assembler;
  private final int lanes;
  private final int vectorBytes;

  BlockCopyWriter(MovedBlock block, VectorWidth width) {
    this.block = block;
    assembler = new Assembler(width);
    lanes = width.lanes();
    vectorBytes = width.bytes();
  }

  byte[] write() {
    load(SOURCE, Field.SOURCE);
    load(TARGET, Field.TARGET);
    load(COUNT, Field.COUNT);
    if (block.isTransposed()) {
      new TranspositionWriter(block, assembler).write();
    } else {
      writeLines();
    }
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }

  private void load(Register to, Field field) {
    assembler.load(to, new Address(CALL, field.offset()));
  }

  private void writeLines() {
    FirstLanes lastLanes = new FirstLanes(assembler, Math.min(block.columns(), lanes), CALL, MASK_REGISTER);
    lastLanes.prepare(Register.RAX);
    lastLanes.loadMask();
    Label line = assembler.here();
    if (block.columns() < lanes) {
      lastLanes.load(0, new Address(SOURCE, 0));
      lastLanes.store(new Address(TARGET, 0), 0);
    } else {
      writeLine();
    }
    assembler.add(SOURCE, block.sourceStep());
    assembler.add(TARGET, block.targetStep());
    assembler.decrement(COUNT);
    assembler.jumpIfNotZero(line);
  }

  /** Copy whole vectors; the last one lies over the one before it where elements are left. */
  private void writeLine() {
    assembler.move(FROM, SOURCE);
    assembler.move(TO, TARGET);
    int vectors = block.columns() / lanes;
    int loops = vectors / UNROLLED;
    if (loops > 0) {
      assembler.move(VECTORS, loops);
      Label next = assembler.here();
      writeVectors(UNROLLED);
      assembler.add(FROM, UNROLLED * vectorBytes);
      assembler.add(TO, UNROLLED * vectorBytes);
      assembler.decrement(VECTORS);
      assembler.jumpIfNotZero(next);
    }
    writeVectors(vectors % UNROLLED);
    int rest = block.columns() % lanes;
    if (rest > 0) {
      int last = (vectors % UNROLLED - 1) * vectorBytes + rest * Integer.BYTES;
      assembler.vmovups(0, new Address(FROM, last));
      assembler.vmovups(new Address(TO, last), 0);
    }
  }

  private void writeVectors(int count) {
    for (int i = 0; i < count; i++) {
      assembler.vmovups(i, new Address(FROM, i * vectorBytes));
    }
    for (int i = 0; i < count; i++) {
      assembler.vmovups(new Address(TO, i * vectorBytes), i);
    }
  }
}
