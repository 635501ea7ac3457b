package oar.runtime.arm.kernel.winograd;

import static oar.runtime.arm.kernel.winograd.WinogradTransform.INPUT;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.OUTPUT;

import java.util.List;
import oar.runtime.arm.kernel.product.RectifierWriter;
import oar.runtime.arm.kernel.winograd.TileCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/**
 * Writes a {@link TileForm} for x86-64: for each vector of channels, the columns of the tile are transformed into memory for
 * intermediate results, then its rows.
 */
final class TileTransformWriter {
  private static final Register CALL = Register.RDI;
  private static final Register PRODUCTS = Register.RSI;
  private static final Register COUNT = Register.RAX;
  private static final Register TEMPORARY = Register.RBX;
  private static final Register BIAS = Register.R14;
  /** The lines of an input tile, or those of an output tile and of its residual. */
  private static final List<Register> LINES = List.of(Register.RCX, Register.RDX, Register.R8, Register.R9,
      Register.R10, Register.R11, Register.R12, Register.R13);
  private static final List<Register> SAVED = List.of(Register.RBX, Register.R12, Register.R13, Register.R14);
  /** Where the numbers of the formulas are, behind the six elements that are transformed. */
  private static final int RESULT = 6;
  private static final int OTHER = 7;

  private final TileForm form;
  private final Assembler assembler;
  private final VectorWidth width;
  private final FirstLanes lastLanes;
  private final RectifierWriter rectifier;

  TileTransformWriter(TileForm form, VectorWidth width) {
    this.form = form;
    this.width = width;
    assembler = new Assembler(width);
    lastLanes = new FirstLanes(assembler, (form.channels() - 1) % width.lanes() + 1, CALL, width.registers() - 3);
    rectifier = new RectifierWriter(form.rectifier(), assembler, CALL);
  }

  byte[] write() {
    SAVED.forEach(assembler::push);
    lastLanes.prepare(COUNT);
    boolean isInput = form.side() == TileForm.Side.INPUT;
    load(TEMPORARY, Field.TEMPORARY);
    load(PRODUCTS, isInput ? Field.TO : Field.FROM);
    loadLines(0, isInput ? INPUT : OUTPUT, isInput ? Field.FROM : Field.TO);
    if (!isInput) {
      loadLines(OUTPUT, 2 * OUTPUT, Field.RESIDUAL);
      load(BIAS, Field.BIAS);
    }
    int whole = lastLanes.areAll() ? form.channels() / width.lanes() : (form.channels() - 1) / width.lanes();
    if (whole > 0) {
      assembler.move(COUNT, whole);
      Assembler.Label vector = assembler.here();
      writeVector(false);
      assembler.add(PRODUCTS, width.bytes());
      LINES.forEach(line -> assembler.add(line, width.bytes()));
      assembler.add(BIAS, width.bytes());
      assembler.decrement(COUNT);
      assembler.jumpIfNotZero(vector);
    }
    if (!lastLanes.areAll()) {
      writeVector(true);
    }
    assembler.vzeroupper();
    SAVED.reversed().forEach(assembler::pop);
    assembler.ret();
    return assembler.code();
  }

  private void load(Register to, Field field) {
    assembler.load(to, new Address(CALL, field.offset()));
  }

  private void loadLines(int from, int to, Field field) {
    load(LINES.get(from), field);
    for (int line = from + 1; line < to; line++) {
      assembler.move(LINES.get(line), LINES.get(line - 1));
      assembler.add(LINES.get(line), new Address(CALL, Field.LINE.offset()));
    }
  }

  private void writeVector(boolean isPartial) {
    switch (form.side()) {
      case INPUT -> writeInput(isPartial);
      case OUTPUT -> writeOutput(isPartial);
    }
  }

  private void writeInput(boolean isPartial) {
    for (int x = 0; x < INPUT; x++) {
      for (int y = 0; y < INPUT; y++) {
        loadLanes(y, new Address(LINES.get(y), pixel(x)), isPartial);
      }
      int column = x;
      new InputFormula(assembler).write((row, register) -> assembler.vmovups(temporary(row, column), register));
    }
    for (int y = 0; y < INPUT; y++) {
      for (int x = 0; x < INPUT; x++) {
        assembler.vmovups(x, temporary(y, x));
      }
      int row = y;
      new InputFormula(assembler).write((column, register) -> storeLanes(product(row, column), register, isPartial));
    }
  }

  private void writeOutput(boolean isPartial) {
    for (int x = 0; x < INPUT; x++) {
      for (int y = 0; y < INPUT; y++) {
        loadLanes(y, product(y, x), isPartial);
      }
      int column = x;
      writeOutputFormula((row, register) -> assembler.vmovups(temporary(row, column), register));
    }
    for (int y = 0; y < OUTPUT; y++) {
      for (int x = 0; x < INPUT; x++) {
        assembler.vmovups(x, temporary(y, x));
      }
      int row = y;
      writeOutputFormula((column, register) -> writeFinish(row, column, register, isPartial));
    }
  }

  private void writeFinish(int row, int column, int register, boolean isPartial) {
    assembler.vaddps(register, register, new Address(BIAS, 0));
    if (form.hasResidual()) {
      int residual = width.registers() - 1;
      loadLanes(residual, new Address(LINES.get(OUTPUT + row), pixel(column)), isPartial);
      assembler.vaddps(register, register, residual);
    }
    rectifier.write(register);
    storeLanes(new Address(LINES.get(row), pixel(column)), register, isPartial);
  }

  private int pixel(int x) {
    return Math.toIntExact(x * form.pixelStride());
  }

  private Address product(int y, int x) {
    return new Address(PRODUCTS, Math.toIntExact((y * INPUT + x) * form.productStride()));
  }

  private Address temporary(int y, int x) {
    return new Address(TEMPORARY, (y * INPUT + x) * width.bytes());
  }

  private void loadLanes(int to, Address from, boolean isPartial) {
    if (isPartial) {
      lastLanes.loadMask();
      lastLanes.load(to, from);
    } else {
      assembler.vmovups(to, from);
    }
  }

  private void storeLanes(Address to, int from, boolean isPartial) {
    if (isPartial) {
      lastLanes.loadMask();
      lastLanes.store(to, from);
    } else {
      assembler.vmovups(to, from);
    }
  }

  /** Takes a result that is in a register. */
  @FunctionalInterface
  interface Results {
    void take(int number, int register);
  }

  /** Write the product of A' with registers 0 to 5; they, and 6 to 8, are overwritten. */
  private void writeOutputFormula(Results results) {
    int farSum = OTHER;
    int farDifference = OTHER + 1;
    assembler.vaddps(farSum, 3, 4);
    assembler.vsubps(farDifference, 3, 4);
    assembler.vaddps(3, 1, 2);
    assembler.vsubps(4, 1, 2);
    assembler.vaddps(RESULT, 0, 3);
    assembler.vaddps(RESULT, RESULT, farSum);
    results.take(0, RESULT);
    assembler.vaddps(farSum, farSum, farSum);
    assembler.vaddps(farSum, farSum, farSum);
    assembler.vaddps(RESULT, 3, farSum);
    results.take(2, RESULT);
    assembler.vaddps(farDifference, farDifference, farDifference);
    assembler.vaddps(RESULT, 4, farDifference);
    results.take(1, RESULT);
    assembler.vaddps(farDifference, farDifference, farDifference);
    assembler.vaddps(farDifference, farDifference, farDifference);
    assembler.vaddps(RESULT, 4, farDifference);
    assembler.vaddps(RESULT, RESULT, 5);
    results.take(3, RESULT);
  }
}
