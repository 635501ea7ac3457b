package oar.runtime.arm.kernel.product;

import oar.runtime.arm.kernel.product.RowCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/**
 * Writes a {@link RowProduct} for x86-64. The sums of a tile stay in registers; a step loads its columns once and multiplies them
 * with a number of each row, spread over a register. Strides are part of the instructions.
 */
final class RowKernelWriter {
  /** Steps that are written out one behind the other. */
  private static final int UNROLLED = 4;
  /** Fewer chains of sums than this wait for each other. */
  private static final int CHAINS = 8;
  private static final int SPREAD_REGISTERS = 2;

  private static final Register CALL = Register.RDI;
  private static final Register ROWS = Register.RSI;
  private static final Register RESULTS = Register.RDX;
  private static final Register RESIDUAL = Register.RCX;
  private static final Register TILES = Register.R8;
  private static final Register ROW = Register.R9;
  private static final Register WEIGHTS = Register.R10;
  private static final Register COUNT = Register.R11;
  private static final Register SEGMENTS = Register.RAX;
  private static final Register ROW_SCALES = Register.RBX;
  private static final Register LINES = Register.R12;

  private final RowProduct product;
  private final Assembler assembler;
  private final VectorWidth width;
  private final int rows;
  private final int vectors;
  private final int chains;

  RowKernelWriter(RowProduct product, Machine machine) {
    this.product = product;
    this.width = machine.vectors().orElseThrow();
    this.assembler = new Assembler(width);
    this.rows = product.tile().rows();
    this.vectors = product.vectors();
    this.chains = chains();
  }

  /** Return the most rows of a tile of so many vectors, whose sums fit the registers. */
  static int mostRows(Arithmetic arithmetic, VectorWidth width, int vectors) {
    return (width.registers() - vectors - temporaries(arithmetic)) / vectors;
  }

  /** Registers beside sums and columns: numbers of two rows, and products that an instruction does not add to a sum. */
  private static int temporaries(Arithmetic arithmetic) {
    return arithmetic == Arithmetic.SHORTS ? SPREAD_REGISTERS + 1 : SPREAD_REGISTERS;
  }

  private int chains() {
    int chains = 1;
    while (chains < UNROLLED && 2 * chains * rows * vectors <= CHAINS && product.depth().steps() >= 2 * chains) {
      chains *= 2;
    }
    return chains;
  }

  byte[] write() {
    assembler.push(ROW_SCALES);
    assembler.push(LINES);
    FirstLanes lastLanes = new FirstLanes(assembler, product.lastLanes(), CALL, width.registers() - 3);
    lastLanes.prepare(Register.RAX);
    load(ROWS, Field.ROWS);
    load(RESULTS, Field.RESULTS);
    load(RESIDUAL, Field.RESIDUAL);
    load(TILES, Field.TILES);
    load(ROW_SCALES, Field.ROW_SCALES);
    Assembler.Label tile = assembler.here();
    writeStart();
    writeLines();
    writeChainSums();
    new RowFinishWriter(product, assembler, new RowFinishWriter.Pointers(RESULTS, RESIDUAL, ROW_SCALES), lastLanes)
        .write();
    assembler.add(ROWS, new Address(CALL, Field.ROWS_STEP.offset()));
    assembler.add(RESULTS, new Address(CALL, Field.RESULTS_STEP.offset()));
    assembler.add(RESIDUAL, new Address(CALL, Field.RESULTS_STEP.offset()));
    assembler.add(ROW_SCALES, new Address(CALL, Field.ROW_SCALES_STEP.offset()));
    assembler.decrement(TILES);
    assembler.jumpIfNotZero(tile);
    assembler.vzeroupper();
    assembler.pop(LINES);
    assembler.pop(ROW_SCALES);
    assembler.ret();
    return assembler.code();
  }

  private void load(Register to, Field field) {
    assembler.load(to, new Address(CALL, field.offset()));
  }

  private int sum(int chain, int row, int vector) {
    return (chain * rows + row) * vectors + vector;
  }

  private int column(int vector) {
    return width.registers() - temporaries(product.arithmetic()) - vectors + vector;
  }

  private void writeStart() {
    boolean hasBias = !product.arithmetic().isInteger();
    if (hasBias) {
      load(COUNT, Field.BIAS);
    }
    for (int chain = 0; chain < chains; chain++) {
      for (int row = 0; row < rows; row++) {
        for (int vector = 0; vector < vectors; vector++) {
          int sum = sum(chain, row, vector);
          if (hasBias && chain == 0) {
            assembler.vmovups(sum, new Address(COUNT, vector * width.bytes()));
          } else {
            assembler.vpxor(sum, sum, sum);
          }
        }
      }
    }
  }

  private void writeLines() {
    RowDepth depth = product.depth();
    assembler.move(ROW, ROWS);
    load(WEIGHTS, Field.WEIGHTS);
    assembler.move(LINES, depth.lines());
    Assembler.Label line = assembler.here();
    assembler.move(SEGMENTS, depth.segments());
    Assembler.Label segment = assembler.here();
    writeSegment(depth.steps());
    long segmentBytes = (long) depth.steps() * Arithmetic.STEP_BYTES;
    if (depth.segments() > 1) {
      assembler.add(ROW, Math.toIntExact(depth.segmentStride() - segmentBytes));
      assembler.decrement(SEGMENTS);
      assembler.jumpIfNotZero(segment);
    }
    if (depth.lines() > 1) {
      long lineBytes = depth.segments() > 1 ? depth.segments() * depth.segmentStride() : segmentBytes;
      assembler.add(ROW, Math.toIntExact(depth.lineStride() - lineBytes));
      assembler.decrement(LINES);
      assembler.jumpIfNotZero(line);
    }
  }

  private void writeSegment(int steps) {
    int loops = steps / UNROLLED;
    if (loops > 0) {
      assembler.move(COUNT, loops);
      Assembler.Label loop = assembler.here();
      writeSteps(UNROLLED);
      assembler.decrement(COUNT);
      assembler.jumpIfNotZero(loop);
    }
    if (steps % UNROLLED > 0) {
      writeSteps(steps % UNROLLED);
    }
  }

  private void writeSteps(int steps) {
    for (int step = 0; step < steps; step++) {
      int weights = Math.toIntExact(step * product.weightStride());
      for (int vector = 0; vector < vectors; vector++) {
        assembler.vmovups(column(vector), new Address(WEIGHTS, weights + vector * width.bytes()));
        if (product.fetchesNextPanel()) {
          int next = Math.toIntExact(product.depth().total() * product.weightStride());
          assembler.prefetcht1(new Address(WEIGHTS, next + weights + vector * width.bytes()));
        }
      }
      for (int row = 0; row < rows; row++) {
        int spread = width.registers() - 1 - row % SPREAD_REGISTERS;
        assembler.vbroadcastss(spread,
            new Address(ROW, product.tile().offset(row) + step * Arithmetic.STEP_BYTES));
        for (int vector = 0; vector < vectors; vector++) {
          writeMultiplyAdd(sum(step % chains, row, vector), spread, column(vector));
        }
      }
    }
    assembler.add(ROW, steps * Arithmetic.STEP_BYTES);
    assembler.add(WEIGHTS, Math.toIntExact(steps * product.weightStride()));
  }

  private void writeMultiplyAdd(int sum, int row, int column) {
    switch (product.arithmetic()) {
      case FLOATS -> assembler.vfmadd231ps(sum, row, column);
      case BYTES -> assembler.vpdpbusd(sum, row, column);
      case SHORTS -> {
        int products = width.registers() - 1 - SPREAD_REGISTERS;
        assembler.vpmaddwd(products, row, column);
        assembler.vpaddd(sum, sum, products);
      }
    }
  }

  private void writeChainSums() {
    for (int apart = chains / 2; apart > 0; apart /= 2) {
      for (int i = 0; i < apart * rows * vectors; i++) {
        int other = i + apart * rows * vectors;
        if (product.arithmetic().isInteger()) {
          assembler.vpaddd(i, i, other);
        } else {
          assembler.vaddps(i, i, other);
        }
      }
    }
  }
}
