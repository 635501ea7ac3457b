package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Finds extremes in machine code. What is not a number is left out. */
final class MachineLineExtremes extends LineExtremes {
  private static final Register CALL = Register.RDI;
  private static final Register FROM = Register.RSI;
  private static final Register STATISTICS = Register.RDX;
  private static final Register COUNT = Register.RCX;
  private static final int X = 0;
  private static final int LEAST = 1;
  private static final int GREATEST = 2;
  private static final int MASK = 3;
  private static final int TEMPORARY = 4;

  private final MachineFunction function;

  private record Key(int length, VectorWidth width) {}

  MachineLineExtremes(int length, VectorWidth width) {
    Key key = new Key(length, width);
    function = MachineFunctions.of(key, () -> write(key));
  }

  @Override
  public void run(LineCall call, Extremes found, Scratch scratch) {
    call.set(Field.STATISTICS, call.statistics(), 0);
    function.call(call.address());
    found.clear();
    found.include(call.first(), call.second());
  }

  private static byte[] write(Key key) {
    Assembler assembler = new Assembler(key.width);
    int rest = key.length % key.width.lanes();
    FirstLanes lastLanes = new FirstLanes(assembler, rest == 0 ? key.width.lanes() : rest, CALL, MASK);
    LineLoop loop = new LineLoop(assembler, lastLanes, key.length, COUNT);
    LaneFold fold = new LaneFold(assembler, TEMPORARY);
    lastLanes.prepare(Register.RAX);
    assembler.load(FROM, new Address(CALL, Field.FROM.offset()));
    assembler.load(STATISTICS, new Address(CALL, Field.STATISTICS.offset()));
    assembler.vpxor(LEAST, LEAST, LEAST);
    assembler.vpxor(GREATEST, GREATEST, GREATEST);
    loop.write((place, number, isPartial) -> {
      loop.load(X, new Address(FROM, place), isPartial);
      assembler.vminps(LEAST, X, LEAST);
      assembler.vmaxps(GREATEST, X, GREATEST);
    }, FROM);
    fold.write(LEAST, assembler::vminps);
    fold.write(GREATEST, assembler::vmaxps);
    assembler.vmovups(new Address(STATISTICS, 0), LEAST);
    assembler.vmovups(new Address(STATISTICS, VectorWidth.BITS_512.bytes()), GREATEST);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }
}
