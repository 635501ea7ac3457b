package oar.runtime.arm.kernel.product;

import oar.runtime.arm.kernel.product.QuantizerCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** A quantizer in machine code, for AVX-512. */
final class MachineRowQuantizer extends RowQuantizer {
  private static final Register CALL = Register.RDI;
  private static final Register FROM = Register.RSI;
  private static final Register TO = Register.RDX;
  private static final Register ROWS = Register.RCX;
  private static final Register COUNT = Register.R8;
  private static final int LANES = VectorWidth.BITS_512.lanes();
  private static final int MASK = 1;
  private static final int NO_MASK = 0;
  private static final int FACTOR = 16;
  private static final int SUMMAND = 17;
  private static final int HIGHEST = 18;
  private static final int ZERO = 19;
  private static final int MASK_REGISTER = 20;

  private final MachineFunction function;

  MachineRowQuantizer(RowFormat format) {
    super(format);
    function = MachineFunctions.of(format, this::write);
  }

  @Override
  public void run(QuantizerCall call) {
    function.call(call.address());
  }

  private byte[] write() {
    Assembler assembler = new Assembler(VectorWidth.BITS_512);
    int rest = format.length() % LANES;
    FirstLanes lastLanes = new FirstLanes(assembler, rest, CALL, MASK_REGISTER);
    lastLanes.prepare(Register.RAX);
    assembler.load(FROM, new Address(CALL, Field.FROM.offset()));
    assembler.load(TO, new Address(CALL, Field.TO.offset()));
    assembler.load(ROWS, new Address(CALL, Field.ROWS.offset()));
    assembler.vbroadcastss(FACTOR, new Address(CALL, Arguments.constantOffset(0)));
    assembler.vbroadcastss(SUMMAND, new Address(CALL, Arguments.constantOffset(1)));
    assembler.vbroadcastss(HIGHEST, new Address(CALL, Arguments.constantOffset(2)));
    assembler.vpxor(ZERO, ZERO, ZERO);
    Label row = assembler.here();
    writeWholeVectors(assembler, format.length() / LANES);
    if (rest > 0) {
      lastLanes.load(0, new Address(FROM, 0));
      writeQuantization(assembler, 0);
      store(assembler, 0, MASK, 0);
      assembler.add(FROM, rest * Float.BYTES);
    }
    assembler.add(TO, (format.paddedLength() - format.length() + rest) * format.arithmetic().elementBytes());
    assembler.decrement(ROWS);
    assembler.jumpIfNotZero(row);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }

  private void writeWholeVectors(Assembler assembler, int count) {
    int unrolled = count % 4 == 0 ? 4 : count % 2 == 0 ? 2 : 1;
    if (count == 0) {
      return;
    }
    assembler.move(COUNT, count / unrolled);
    Label loop = assembler.here();
    for (int vector = 0; vector < unrolled; vector++) {
      assembler.vmovups(vector, new Address(FROM, vector * VectorWidth.BITS_512.bytes()));
      writeQuantization(assembler, vector);
      store(assembler, vector * LANES * format.arithmetic().elementBytes(), NO_MASK, vector);
    }
    assembler.add(FROM, unrolled * VectorWidth.BITS_512.bytes());
    assembler.add(TO, unrolled * LANES * format.arithmetic().elementBytes());
    assembler.decrement(COUNT);
    assembler.jumpIfNotZero(loop);
  }

  private static void writeQuantization(Assembler assembler, int vector) {
    assembler.vfmadd213ps(vector, FACTOR, SUMMAND);
    assembler.vminps(vector, vector, HIGHEST);
    assembler.vmaxps(vector, vector, ZERO);
    assembler.vcvttps2dq(vector, vector);
  }

  private void store(Assembler assembler, int offset, int mask, int vector) {
    Address to = new Address(TO, offset);
    switch (format.arithmetic()) {
      case BYTES -> assembler.vpmovusdb(to, mask, vector);
      case SHORTS -> assembler.vpmovusdw(to, mask, vector);
      case FLOATS -> throw new IllegalStateException("single-precision numbers are not quantized");
    }
  }
}
