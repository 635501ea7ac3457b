package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.ExponentialTable;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** A softmax in machine code: three passes over a line that stays in the first-level cache. */
final class MachineLineSoftmax extends LineSoftmax {
  static final float LOG2_E = 1.44269504f;
  /** The least difference that is not cut off. */
  static final float LEAST = -64;

  private static final Register CALL = Register.RDI;
  private static final Register FROM = Register.RSI;
  private static final Register TO = Register.RDX;
  private static final Register ADDEND = Register.RCX;
  private static final Register LINES = Register.R8;
  private static final Register COUNT = Register.R9;
  private static final int EXPONENT_SHIFT = 23;
  private static final int X = 0;
  private static final int WHOLE = 1;
  private static final int POWER = 2;
  private static final int GREATEST = 3;
  private static final int SUM = 4;
  private static final int SCALE = 5;
  private static final int BASE = 6;
  private static final int BOUND = 7;
  private static final int MASK = 8;
  private static final int TEMPORARY = 9;

  private final MachineFunction function;

  private record Key(LineForm form, VectorWidth width) {}

  MachineLineSoftmax(LineForm form, VectorWidth width) {
    function = MachineFunctions.of(new Key(form, width), () -> new Writer(form, width).write());
  }

  @Override
  public void run(LineCall call, Scratch scratch) {
    function.call(call.address());
  }

  /** Writes the function. */
  private static final class Writer {
    private final LineForm form;
    private final Assembler assembler;
    private final FirstLanes lastLanes;
    private final LineLoop loop;
    private final LaneFold fold;

    Writer(LineForm form, VectorWidth width) {
      this.form = form;
      assembler = new Assembler(width);
      int rest = form.length() % width.lanes();
      lastLanes = new FirstLanes(assembler, rest == 0 ? width.lanes() : rest, CALL, MASK);
      loop = new LineLoop(assembler, lastLanes, form.length(), COUNT);
      fold = new LaneFold(assembler, TEMPORARY);
    }

    byte[] write() {
      lastLanes.prepare(Register.RAX);
      assembler.load(FROM, new Address(CALL, Field.FROM.offset()));
      assembler.load(TO, new Address(CALL, Field.TO.offset()));
      assembler.load(ADDEND, new Address(CALL, Field.ADDEND.offset()));
      assembler.load(LINES, new Address(CALL, Field.LINES.offset()));
      assembler.vbroadcastss(SCALE, new Address(CALL, Arguments.constantOffset(0)));
      assembler.vbroadcastss(BASE, new Address(CALL, Arguments.constantOffset(1)));
      assembler.vbroadcastss(BOUND, new Address(CALL, Arguments.constantOffset(2)));
      Label line = assembler.here();
      writeGreatest();
      writeExponentials();
      writeQuotients();
      assembler.add(FROM, Math.toIntExact(form.stride()));
      assembler.add(TO, Math.toIntExact(form.stride()));
      assembler.add(ADDEND, Math.toIntExact(form.addendStride()));
      assembler.decrement(LINES);
      assembler.jumpIfNotZero(line);
      assembler.vzeroupper();
      assembler.ret();
      return assembler.code();
    }

    /** The last vector may overlap the one before it: what is met twice is no greater for that. */
    private void writeGreatest() {
      int overlap = (assembler.width().lanes() - form.length() % assembler.width().lanes()) * Float.BYTES;
      writeScaled(0, false);
      assembler.vpor(GREATEST, X, X);
      loop.write((place, number, isPartial) -> {
        writeScaled(isPartial ? place - overlap : place, false);
        assembler.vmaxps(GREATEST, GREATEST, X);
      }, FROM, ADDEND);
      fold.write(GREATEST, assembler::vmaxps);
    }

    private void writeScaled(int place, boolean isPartial) {
      loop.load(X, new Address(FROM, place), isPartial);
      if (!form.hasAddend()) {
        assembler.vmulps(X, X, SCALE);
      } else if (isPartial) {
        loop.load(TEMPORARY, new Address(ADDEND, place), true);
        assembler.vfmadd213ps(X, SCALE, TEMPORARY);
      } else {
        assembler.vfmadd213ps(X, SCALE, new Address(ADDEND, place));
      }
    }

    private void writeExponentials() {
      assembler.vpxor(SUM, SUM, SUM);
      loop.write((place, number, isPartial) -> {
        writeScaled(place, isPartial);
        writePower();
        loop.store(new Address(TO, place), POWER, isPartial);
        if (isPartial) {
          // Lanes that are no elements must not be added.
          loop.load(POWER, new Address(TO, place), true);
        }
        assembler.vaddps(SUM, SUM, POWER);
      }, FROM, TO, ADDEND);
      fold.write(SUM, assembler::vaddps);
    }

    /** Operands are in an order that keeps what is not a number. */
    private void writePower() {
      assembler.vsubps(X, X, GREATEST);
      assembler.vmaxps(X, BOUND, X);
      assembler.vmulps(X, X, BASE);
      assembler.vroundps(WHOLE, X);
      assembler.vsubps(X, X, WHOLE);
      assembler.vmovups(POWER, coefficient(ExponentialTable.degree()));
      for (int power = ExponentialTable.degree() - 1; power >= 0; power--) {
        assembler.vfmadd213ps(POWER, X, coefficient(power));
      }
      assembler.vcvtps2dq(WHOLE, WHOLE);
      assembler.vpslld(WHOLE, WHOLE, EXPONENT_SHIFT);
      assembler.vpaddd(POWER, POWER, WHOLE);
    }

    private void writeQuotients() {
      assembler.vmovups(X, coefficient(0));
      assembler.vdivps(SUM, X, SUM);
      loop.write((place, number, isPartial) -> {
        loop.load(X, new Address(TO, place), isPartial);
        assembler.vmulps(X, X, SUM);
        loop.store(new Address(TO, place), X, isPartial);
      }, TO);
    }

    private static Address coefficient(int power) {
      return new Address(CALL, Arguments.coefficientOffset(power));
    }
  }
}
