package oar.runtime.arm.kernel.recurrent;

import oar.runtime.arm.kernel.line.LineLoop;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RectifierWriter;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Assembler.Label;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/**
 * A step of LSTM cells in machine code, from the sums of their gates on: with the sigmoid of the gates and the hyperbolic tangent of
 * candidate and memory, without peepholes. Immutable.
 */
final class MachineLstm {
  private static final Register CALL = Register.RDI;
  private static final Register MEMORIES = Register.RSI;
  private static final Register STATES = Register.RDX;
  private static final Register SLOTS = Register.RCX;
  private static final Register COUNT = Register.R8;
  /** Of the input, the forget, the candidate and the output gate. */
  private static final Register[] GATES = {Register.R9, Register.R10, Register.R11, Register.RAX};
  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int CANDIDATE = 2;
  private static final int OUTPUT = 3;
  private static final int MEMORY = 4;
  private static final int MASK = 5;

  private final int hidden;
  private final int[] places;
  private final VectorWidth width;
  private final MachineFunction function;

  private record Key(int hidden, int candidate, int input, int forget, int output, VectorWidth width) {}

  /**
   * Make a function.
   *
   * @param hidden units of a cell
   * @param form the order of the gates
   */
  MachineLstm(int hidden, LstmCell.Form form, VectorWidth width) {
    this.hidden = hidden;
    this.width = width;
    places = new int[]{form.input(), form.forget(), form.candidate(), form.output()};
    function = MachineFunctions.of(
        new Key(hidden, form.candidate(), form.input(), form.forget(), form.output(), width), this::write);
  }

  /** What a call works on. Of one thread, and reused from call to call. */
  static final class Call extends Arguments<Call.Field> {
    Call() {
      super(Field.class);
      setConstants(Rectifier.sigmoid().a(), 0, 0);
    }

    /** What there is: rows of FLOAT32 for slots one behind the other. */
    enum Field {
      /** The sums of four gates. */
      SUMS,
      /** The memories. */
      MEMORIES,
      /** The hidden states. */
      STATES,
      /** How many slots, 1 or more. */
      SLOTS;

      int offset() {
        return fieldOffset(this);
      }
    }
  }

  /** Take a step. */
  void run(Call call) {
    function.call(call.address());
  }

  private byte[] write() {
    Assembler assembler = new Assembler(width);
    int rest = hidden % width.lanes();
    FirstLanes lastLanes = new FirstLanes(assembler, rest == 0 ? width.lanes() : rest, CALL, MASK);
    lastLanes.prepare(Register.RAX);
    for (int gate = 0; gate < GATES.length; gate++) {
      assembler.load(GATES[gate], new Address(CALL, Call.Field.SUMS.offset()));
      assembler.add(GATES[gate], places[gate] * hidden * Float.BYTES);
    }
    assembler.load(MEMORIES, new Address(CALL, Call.Field.MEMORIES.offset()));
    assembler.load(STATES, new Address(CALL, Call.Field.STATES.offset()));
    assembler.load(SLOTS, new Address(CALL, Call.Field.SLOTS.offset()));
    Label slot = assembler.here();
    LineLoop loop = new LineLoop(assembler, lastLanes, hidden, COUNT);
    loop.write((place, number, isPartial) -> writeUnits(assembler, loop, place, isPartial), MEMORIES, STATES, GATES[0],
        GATES[1], GATES[2], GATES[3]);
    for (Register gate : GATES) {
      assembler.add(gate, GATES.length * hidden * Float.BYTES);
    }
    assembler.add(MEMORIES, hidden * Float.BYTES);
    assembler.add(STATES, hidden * Float.BYTES);
    assembler.decrement(SLOTS);
    assembler.jumpIfNotZero(slot);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }

  private static void writeUnits(Assembler assembler, LineLoop loop, int place, boolean isPartial) {
    RectifierWriter sigmoid = new RectifierWriter(Rectifier.Kind.SIGMOID, assembler, CALL);
    RectifierWriter tanh = new RectifierWriter(Rectifier.Kind.TANH, assembler, CALL);
    for (int gate = 0; gate < GATES.length; gate++) {
      loop.load(gate, new Address(GATES[gate], place), isPartial);
    }
    loop.load(MEMORY, new Address(MEMORIES, place), isPartial);
    sigmoid.write(INPUT);
    sigmoid.write(FORGET);
    tanh.write(CANDIDATE);
    sigmoid.write(OUTPUT);
    assembler.vmulps(MEMORY, MEMORY, FORGET);
    assembler.vfmadd231ps(MEMORY, INPUT, CANDIDATE);
    loop.store(new Address(MEMORIES, place), MEMORY, isPartial);
    tanh.write(MEMORY);
    assembler.vmulps(MEMORY, MEMORY, OUTPUT);
    loop.store(new Address(STATES, place), MEMORY, isPartial);
  }
}
