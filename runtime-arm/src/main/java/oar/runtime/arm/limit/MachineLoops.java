package oar.runtime.arm.limit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Loops in machine code, for x86-64. */
final class MachineLoops implements Loops {
  /** As many sums as hide the latency of an addition; two registers are left for factors, and one for a product. */
  private static final int SUMS = 12;
  private static final int X = SUMS;
  private static final int Y = SUMS + 1;
  private static final int PRODUCT = SUMS + 2;
  private static final int UNROLLED = 4;
  private static final int LINE = 64;
  private static final int LINES = 8;
  /** Where the argument has the number of rounds and the address of the memory to read. */
  private static final int ROUNDS = 0;
  private static final int MEMORY = 8;
  private static final int BYTES_OF_INT = 4;
  private static final int SHORTS_OF_INT = 2;

  private final Machine machine;
  private final VectorWidth width;

  MachineLoops(Machine machine) {
    this.machine = machine;
    this.width = machine.vectors().orElseThrow();
  }

  @Override
  public Loop floatProducts() {
    return products(1, (assembler, sum) -> assembler.vfmadd231ps(sum, X, Y));
  }

  @Override
  public Loop integerProducts() {
    if (machine.hasDotProducts()) {
      return products(BYTES_OF_INT, (assembler, sum) -> assembler.vpdpbusd(sum, X, Y));
    }
    return products(SHORTS_OF_INT, (assembler, sum) -> {
      assembler.vpmaddwd(PRODUCT, X, Y);
      assembler.vpaddd(sum, sum, PRODUCT);
    });
  }

  /** Writes the instructions that add products to the lanes of one vector. */
  @FunctionalInterface
  private interface Addition {
    void write(Assembler assembler, int sum);
  }

  private Loop products(int productsOfLane, Addition addition) {
    MachineFunction function = function(assembler -> {
      for (int sum = 0; sum < SUMS * UNROLLED; sum++) {
        addition.write(assembler, sum % SUMS);
      }
    });
    double operations = 2.0 * productsOfLane * width.lanes() * SUMS * UNROLLED;
    return new Loop((thread, rounds) -> call(function, rounds, MemorySegment.NULL), operations);
  }

  @Override
  public Loop reading(MemorySegment[] pieces) {
    MachineFunction function = function(assembler -> {
      for (int offset = 0; offset < LINES * LINE; offset += width.bytes()) {
        assembler.vmovups(offset / width.bytes() % SUMS, new Address(Register.RSI, offset));
      }
      assembler.add(Register.RSI, LINES * LINE);
    });
    return new Loop((thread, rounds) -> {
      long most = pieces[thread].byteSize() / (LINES * LINE);
      for (long left = rounds; left > 0; left -= most) {
        call(function, Math.min(left, most), pieces[thread]);
      }
    }, LINES * LINE);
  }

  /** Load a function that goes round as often as its argument says, with the memory's address in RSI. */
  private MachineFunction function(Consumer<Assembler> body) {
    Assembler assembler = new Assembler(width);
    assembler.load(Register.RCX, new Address(Register.RDI, ROUNDS));
    assembler.load(Register.RSI, new Address(Register.RDI, MEMORY));
    for (int register = 0; register <= PRODUCT; register++) {
      assembler.vpxor(register, register, register);
    }
    Assembler.Label round = assembler.here();
    body.accept(assembler);
    assembler.decrement(Register.RCX);
    assembler.jumpIfNotZero(round);
    assembler.vzeroupper();
    assembler.ret();
    return new MachineFunction(assembler.code());
  }

  private static void call(MachineFunction function, long rounds, MemorySegment memory) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argument = arena.allocate(2L * Long.BYTES, Long.BYTES);
      argument.set(ValueLayout.JAVA_LONG, ROUNDS, rounds);
      argument.set(ValueLayout.JAVA_LONG, MEMORY, memory.address());
      function.call(argument.address());
    }
  }
}
