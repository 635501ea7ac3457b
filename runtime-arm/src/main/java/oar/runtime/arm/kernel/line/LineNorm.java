package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/**
 * Brings a line of elements to mean 0 and variance 1 in machine code: {@code (x - mean) / sqrt(variance + epsilon) * factor +
 * summand}. The mean of the differences from the mean, which rounding leaves, is taken away once more, so that elements far from 0
 * lose no more precision than others. Immutable.
 */
public final class LineNorm {
  private static final Register CALL = Register.RDI;
  private static final Register FROM = Register.RSI;
  private static final Register TO = Register.RDX;
  private static final Register FACTORS = Register.RCX;
  private static final Register SUMMANDS = Register.R8;
  private static final Register COUNT = Register.R9;
  private static final Register STATISTICS = Register.R10;
  private static final int X = 0;
  private static final int MEAN = 1;
  private static final int SUM = 2;
  private static final int SQUARES = 3;
  private static final int FACTOR = 4;
  private static final int PORTION = 5;
  private static final int EPSILON = 6;
  private static final int MASK = 7;
  private static final int TEMPORARY = 8;
  private static final int DIFFERENCE = 9;

  private final int length;
  private final MachineFunction function;

  private record Key(int length, boolean hasFactors, boolean hasSummands, VectorWidth width) {}

  /**
   * Make a function.
   *
   * @param length elements of a line, 1 or more
   * @param hasFactors whether elements have factors
   * @param hasSummands whether elements have summands
   * @param width of vectors
   */
  public LineNorm(int length, boolean hasFactors, boolean hasSummands, VectorWidth width) {
    this.length = length;
    Key key = new Key(length, hasFactors, hasSummands, width);
    function = MachineFunctions.of(key, () -> new Writer(key).write());
  }

  /** Set what does not change from line to line. */
  public void begin(LineCall call, float epsilon) {
    call.setConstants(1f / length, epsilon, 0);
    call.set(Field.STATISTICS, call.statistics(), 0);
  }

  /** Compute a line. */
  public void run(LineCall call) {
    function.call(call.address());
  }

  /** Return the mean of the latest line of a call. */
  public float mean(LineCall call) {
    return call.first();
  }

  /** Return the variance of the latest line of a call. */
  public float variance(LineCall call) {
    return call.second();
  }

  /** Writes the function. */
  private static final class Writer {
    private final Key key;
    private final Assembler assembler;
    private final FirstLanes lastLanes;
    private final LineLoop loop;
    private final LaneFold fold;

    Writer(Key key) {
      this.key = key;
      assembler = new Assembler(key.width);
      int rest = key.length % key.width.lanes();
      lastLanes = new FirstLanes(assembler, rest == 0 ? key.width.lanes() : rest, CALL, MASK);
      loop = new LineLoop(assembler, lastLanes, key.length, COUNT);
      fold = new LaneFold(assembler, TEMPORARY);
    }

    byte[] write() {
      lastLanes.prepare(Register.RAX);
      load(FROM, Field.FROM);
      load(TO, Field.TO);
      load(FACTORS, Field.FACTORS);
      load(SUMMANDS, Field.SUMMANDS);
      load(STATISTICS, Field.STATISTICS);
      assembler.vbroadcastss(PORTION, new Address(CALL, Arguments.constantOffset(0)));
      assembler.vbroadcastss(EPSILON, new Address(CALL, Arguments.constantOffset(1)));
      writeMean();
      writeVariance();
      writeResults();
      assembler.vzeroupper();
      assembler.ret();
      return assembler.code();
    }

    private void load(Register to, Field field) {
      assembler.load(to, new Address(CALL, field.offset()));
    }

    private void writeMean() {
      assembler.vpxor(SUM, SUM, SUM);
      assembler.vpxor(SQUARES, SQUARES, SQUARES);
      loop.write((place, number, isPartial) -> {
        int sum = number % 2 == 0 ? SUM : SQUARES;
        loop.load(X, new Address(FROM, place), isPartial);
        assembler.vaddps(sum, sum, X);
      }, FROM);
      assembler.vaddps(SUM, SUM, SQUARES);
      fold.write(SUM, assembler::vaddps);
      assembler.vmulps(MEAN, SUM, PORTION);
    }

    /** The differences from the mean take the place of the results for now. */
    private void writeVariance() {
      assembler.vpxor(SUM, SUM, SUM);
      assembler.vpxor(SQUARES, SQUARES, SQUARES);
      loop.write((place, number, isPartial) -> {
        loop.load(X, new Address(FROM, place), isPartial);
        assembler.vsubps(X, X, MEAN);
        loop.store(new Address(TO, place), X, isPartial);
        if (isPartial) {
          // Lanes that are no elements must not be added.
          loop.load(X, new Address(TO, place), true);
        }
        assembler.vaddps(SUM, SUM, X);
        assembler.vfmadd231ps(SQUARES, X, X);
      }, FROM, TO);
      fold.write(SUM, assembler::vaddps);
      fold.write(SQUARES, assembler::vaddps);
      assembler.vmulps(DIFFERENCE, SUM, PORTION);
      assembler.vmulps(SQUARES, SQUARES, PORTION);
      assembler.vmulps(X, DIFFERENCE, DIFFERENCE);
      assembler.vsubps(SQUARES, SQUARES, X);
      assembler.vpxor(X, X, X);
      assembler.vmaxps(SQUARES, X, SQUARES);
    }

    private void writeResults() {
      assembler.vaddps(MEAN, MEAN, DIFFERENCE);
      assembler.vmovups(new Address(STATISTICS, 0), MEAN);
      assembler.vmovups(new Address(STATISTICS, VectorWidth.BITS_512.bytes()), SQUARES);
      assembler.vaddps(SQUARES, SQUARES, EPSILON);
      assembler.vsqrtps(SQUARES, SQUARES);
      assembler.vmovups(X, new Address(CALL, Arguments.coefficientOffset(0)));
      assembler.vdivps(FACTOR, X, SQUARES);
      loop.write((place, number, isPartial) -> {
        loop.load(X, new Address(TO, place), isPartial);
        assembler.vsubps(X, X, DIFFERENCE);
        assembler.vmulps(X, X, FACTOR);
        writeParameters(place, isPartial);
        loop.store(new Address(TO, place), X, isPartial);
      }, TO, FACTORS, SUMMANDS);
    }

    private void writeParameters(int place, boolean isPartial) {
      if (key.hasFactors) {
        loop.load(TEMPORARY, new Address(FACTORS, place), isPartial);
        assembler.vmulps(X, X, TEMPORARY);
      }
      if (key.hasSummands) {
        loop.load(TEMPORARY, new Address(SUMMANDS, place), isPartial);
        assembler.vaddps(X, X, TEMPORARY);
      }
    }
  }
}
