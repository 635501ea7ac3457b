package oar.runtime.arm.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.ExecutableMemory;
import oar.runtime.arm.machine.Processor;
import oar.runtime.arm.machine.Register;

/**
 * Makes a panel for an {@link IntegerKernel} of rows of bytes: four successive rows become groups of four bytes, one for each of
 * {@link IntegerKernel#COLUMNS} columns.
 */
final class ByteInterleaver {
  private static final int LANES = 16;
  private static final int FIRST_VECTOR = 0;
  private static final int NEXT_VECTOR = 2;
  private static final Optional<MethodHandle> FUNCTION = Processor.hasDotProductsOf512Bits()
      ? ExecutableMemory.load(write(), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG))
      : Optional.empty();

  private ByteInterleaver() {}

  /**
   * Interleave rows. All memory is native.
   *
   * @param from the first of the rows, from byte {@code offset}; {@link IntegerKernel#COLUMNS} bytes of each are read
   * @param stride bytes from a row to the next
   * @param groups how many times four rows; 1 or more
   * @param to takes the panel, from byte {@code toOffset}
   */
  static void run(MemorySegment from, long offset, long stride, long groups, MemorySegment to, long toOffset) {
    if (FUNCTION.isPresent()) {
      call(from.address() + offset, stride, groups, to.address() + toOffset);
    } else {
      interleave(from, offset, stride, groups, to, toOffset);
    }
  }

  private static void call(long from, long stride, long groups, long to) {
    try {
      FUNCTION.get().invokeExact(from, stride, groups, to);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("interleaving failed", e);
    }
  }

  /** Do without machine code what {@link #run} does. */
  static void interleave(MemorySegment from, long offset, long stride, long groups, MemorySegment to, long toOffset) {
    long at = toOffset;
    for (long group = 0; group < groups; group++) {
      for (int column = 0; column < IntegerKernel.COLUMNS; column++) {
        for (int k = 0; k < IntegerKernel.GROUP; k++) {
          long row = group * IntegerKernel.GROUP + k;
          to.set(ValueLayout.JAVA_BYTE, at++, from.get(ValueLayout.JAVA_BYTE, offset + row * stride + column));
        }
      }
    }
  }

  /** Write a function of (from, stride, groups, to). */
  private static byte[] write() {
    Assembler assembler = new Assembler();
    Assembler.Label loop = assembler.here();
    assembler.move(Register.R8, Register.RDI);
    for (int k = 0; k < IntegerKernel.GROUP; k++) {
      for (int half = 0; half < 2; half++) {
        int vector = (k == 0 ? FIRST_VECTOR : NEXT_VECTOR) + half;
        assembler.vpmovzxbd(vector, new Address(Register.R8, half * LANES));
        if (k > 0) {
          assembler.vpslld(vector, vector, k * Byte.SIZE);
          assembler.vpord(FIRST_VECTOR + half, FIRST_VECTOR + half, vector);
        }
      }
      assembler.add(Register.R8, Register.RSI);
    }
    assembler.vmovups(new Address(Register.RCX, 0), FIRST_VECTOR);
    assembler.vmovups(new Address(Register.RCX, LANES * Integer.BYTES), FIRST_VECTOR + 1);
    assembler.move(Register.RDI, Register.R8);
    assembler.add(Register.RCX, IntegerKernel.COLUMNS * IntegerKernel.GROUP);
    assembler.decrement(Register.RDX);
    assembler.jumpIfNotZero(loop);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }
}
