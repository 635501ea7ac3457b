package oar.runtime.arm.kernel.line;

import oar.runtime.arm.kernel.line.LineCall.Field;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RectifierWriter;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Rectifies lines that lie one behind the other, in machine code. Immutable. */
public final class LineRectifier {
  private static final Register CALL = Register.RDI;
  private static final Register FROM = Register.RSI;
  private static final Register TO = Register.RDX;
  private static final Register LINES = Register.RCX;
  private static final Register COUNT = Register.R8;
  private static final int X = 0;
  private static final int MASK = 1;

  private final Rectifier rectifier;
  private final MachineFunction function;

  private record Key(int length, Rectifier.Kind kind, VectorWidth width) {}

  /**
   * Make a function.
   *
   * @param length elements of a line, 1 or more
   * @param rectifier what is done to each
   * @param width of vectors
   */
  public LineRectifier(int length, Rectifier rectifier, VectorWidth width) {
    this.rectifier = rectifier;
    Key key = new Key(length, rectifier.kind(), width);
    function = MachineFunctions.of(key, () -> write(key));
  }

  /** Rectify lines. */
  public void run(LineCall call) {
    call.setConstants(rectifier.a(), rectifier.b(), rectifier.c());
    function.call(call.address());
  }

  private static byte[] write(Key key) {
    Assembler assembler = new Assembler(key.width);
    int rest = key.length % key.width.lanes();
    FirstLanes lastLanes = new FirstLanes(assembler, rest == 0 ? key.width.lanes() : rest, CALL, MASK);
    LineLoop loop = new LineLoop(assembler, lastLanes, key.length, COUNT);
    RectifierWriter writer = new RectifierWriter(key.kind, assembler, CALL);
    lastLanes.prepare(Register.RAX);
    assembler.load(FROM, new Address(CALL, Field.FROM.offset()));
    assembler.load(TO, new Address(CALL, Field.TO.offset()));
    assembler.load(LINES, new Address(CALL, Field.LINES.offset()));
    Label line = assembler.here();
    loop.write((place, number, isPartial) -> {
      loop.load(X, new Address(FROM, place), isPartial);
      writer.write(X);
      loop.store(new Address(TO, place), X, isPartial);
    }, FROM, TO);
    assembler.add(FROM, key.length * Float.BYTES);
    assembler.add(TO, key.length * Float.BYTES);
    assembler.decrement(LINES);
    assembler.jumpIfNotZero(line);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }
}
