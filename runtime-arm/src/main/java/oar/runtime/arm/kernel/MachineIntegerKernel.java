package oar.runtime.arm.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import oar.runtime.arm.kernel.IntegerTile.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.ExecutableMemory;
import oar.runtime.arm.machine.Register;

/** The integer kernel in machine code, with the dot products of AVX-512 VNNI: two vectors of 16 sums for each row. */
final class MachineIntegerKernel extends IntegerKernel {
  private static final int VECTOR_BYTES = 64;
  private static final int RIGHT = 24;
  private static final int LEFT = 26;
  private static final int COLUMN_CORRECTIONS = 24;
  private static final int COLUMN_SCALES = 26;
  private static final int ROW_NUMBER = 28;
  private static final int PRODUCT = 29;

  private final MethodHandle function;

  MachineIntegerKernel(int rows, boolean leftIsWeights) {
    function = ExecutableMemory.load(write(rows, leftIsWeights), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG))
        .orElseThrow();
  }

  @Override
  void run(IntegerTile tile) {
    try {
      function.invokeExact(tile.address());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the integer kernel failed", e);
    }
  }

  /** Write a function of the address of a tile's fields. */
  private static byte[] write(int rows, boolean leftIsWeights) {
    Assembler assembler = new Assembler();
    for (int sum = 0; sum < 2 * rows; sum++) {
      assembler.vpxord(sum, sum, sum);
    }
    load(assembler, Register.RSI, Field.A);
    load(assembler, Register.RDX, Field.B);
    load(assembler, Register.RCX, Field.GROUPS);
    Assembler.Label loop = assembler.here();
    writeGroup(assembler, rows, leftIsWeights);
    assembler.add(Register.RSI, rows * GROUP);
    assembler.add(Register.RDX, COLUMNS * GROUP);
    assembler.decrement(Register.RCX);
    assembler.jumpIfNotZero(loop);
    writeFinish(assembler, rows);
    assembler.vzeroupper();
    assembler.ret();
    return assembler.code();
  }

  private static void load(Assembler assembler, Register to, Field field) {
    assembler.load(to, new Address(Register.RDI, field.offset()));
  }

  private static void writeGroup(Assembler assembler, int rows, boolean leftIsWeights) {
    assembler.vmovdqu32(RIGHT, new Address(Register.RDX, 0));
    assembler.vmovdqu32(RIGHT + 1, new Address(Register.RDX, VECTOR_BYTES));
    for (int row = 0; row < rows; row++) {
      int left = LEFT + row % 4;
      assembler.vpbroadcastd(left, new Address(Register.RSI, row * GROUP));
      for (int half = 0; half < 2; half++) {
        if (leftIsWeights) {
          assembler.vpdpbusd(2 * row + half, RIGHT + half, left);
        } else {
          assembler.vpdpbusd(2 * row + half, left, RIGHT + half);
        }
      }
    }
  }

  private static void writeFinish(Assembler assembler, int rows) {
    load(assembler, Register.RSI, Field.ROW_CORRECTIONS);
    load(assembler, Register.RDX, Field.COLUMN_CORRECTIONS);
    load(assembler, Register.RCX, Field.ROW_SCALES);
    load(assembler, Register.R9, Field.COLUMN_SCALES);
    load(assembler, Register.R10, Field.C);
    load(assembler, Register.R11, Field.C_STRIDE);
    for (int half = 0; half < 2; half++) {
      assembler.vmovdqu32(COLUMN_CORRECTIONS + half, new Address(Register.RDX, half * VECTOR_BYTES));
      assembler.vmovups(COLUMN_SCALES + half, new Address(Register.R9, half * VECTOR_BYTES));
    }
    for (int row = 0; row < rows; row++) {
      for (int half = 0; half < 2; half++) {
        int sum = 2 * row + half;
        assembler.vpbroadcastd(ROW_NUMBER, new Address(Register.RSI, row * Integer.BYTES));
        assembler.vpmulld(PRODUCT, ROW_NUMBER, COLUMN_CORRECTIONS + half);
        assembler.vpsubd(sum, sum, PRODUCT);
        assembler.vcvtdq2ps(sum, sum);
        assembler.vpbroadcastd(ROW_NUMBER, new Address(Register.RCX, row * Float.BYTES));
        assembler.vmulps(PRODUCT, ROW_NUMBER, COLUMN_SCALES + half);
        assembler.vmulps(sum, sum, PRODUCT);
        assembler.vmovups(new Address(Register.R10, half * VECTOR_BYTES), sum);
      }
      assembler.add(Register.R10, Register.R11);
    }
  }
}
