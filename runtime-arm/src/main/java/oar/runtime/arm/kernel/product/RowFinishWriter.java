package oar.runtime.arm.kernel.product;

import oar.runtime.arm.kernel.product.RowCall.Field;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;
import oar.runtime.arm.machine.VectorWidth;

/** Writes what a kernel does to the sums of a tile: makes real numbers of integers, adds, rectifies, stores. */
final class RowFinishWriter {
  private static final Register CALL = Register.RDI;
  private static final Register COLUMNS = Register.R9;
  private static final Register SCALES = Register.R10;
  private static final Register BIAS = Register.R11;
  private static final int SCALE_OFFSET = Integer.BYTES;
  private static final int ROW_SCALE_BYTES = Integer.BYTES + Float.BYTES;

  private final RowProduct product;
  private final Assembler assembler;
  private final VectorWidth width;
  private final Register results;
  private final Register residual;
  private final Register rowScales;
  private final FirstLanes lastLanes;
  private final RectifierWriter rectifier;
  private final int first;
  private final int second;

  /**
   * Create a writer.
   *
   * @param lastLanes of the last vector of columns
   */
  RowFinishWriter(RowProduct product, Assembler assembler, Pointers pointers, FirstLanes lastLanes) {
    this.product = product;
    this.assembler = assembler;
    this.width = assembler.width();
    this.results = pointers.results;
    this.residual = pointers.residual;
    this.rowScales = pointers.rowScales;
    this.lastLanes = lastLanes;
    rectifier = new RectifierWriter(product.rectifier(), assembler, CALL);
    first = width.registers() - 1;
    second = width.registers() - 2;
  }

  /** The registers with the addresses of a tile's results, residual and row scales. */
  record Pointers(Register results, Register residual, Register rowScales) {}

  void write() {
    if (product.arithmetic().isInteger()) {
      assembler.load(COLUMNS, new Address(CALL, Field.COLUMN_SUMS.offset()));
      assembler.load(SCALES, new Address(CALL, Field.COLUMN_SCALES.offset()));
      assembler.load(BIAS, new Address(CALL, Field.BIAS.offset()));
    }
    for (int row = 0; row < product.tile().rows(); row++) {
      for (int vector = 0; vector < product.vectors(); vector++) {
        writeVector(row, vector);
      }
    }
    if (product.tracksExtremes()) {
      writeExtremes();
    }
  }

  private void writeExtremes() {
    ExtremesWriter extremes = new ExtremesWriter(assembler, lastLanes, COLUMNS);
    assembler.load(COLUMNS, new Address(CALL, Field.EXTREMES.offset()));
    extremes.begin();
    for (int row = 0; row < product.tile().rows(); row++) {
      for (int vector = 0; vector < product.vectors(); vector++) {
        int result = row * product.vectors() + vector;
        if (isPartial(vector)) {
          extremes.includeLastLanes(result, new Address(results, place(row, vector)));
        } else {
          extremes.include(result);
        }
      }
    }
    extremes.end();
  }

  private boolean isPartial(int vector) {
    return vector == product.vectors() - 1 && !lastLanes.areAll();
  }

  private int place(int row, int vector) {
    return Math.toIntExact(row * product.resultStride() + (long) vector * width.bytes());
  }

  private void writeVector(int row, int vector) {
    int sum = row * product.vectors() + vector;
    if (product.arithmetic().isInteger()) {
      writeScaling(sum, row, vector * width.bytes());
    }
    boolean isPartial = isPartial(vector);
    int place = place(row, vector);
    if (product.hasResidual()) {
      writeResidual(sum, new Address(residual, place), isPartial);
    }
    rectifier.write(sum);
    if (isPartial) {
      lastLanes.loadMask();
      lastLanes.store(new Address(results, place), sum);
    } else {
      assembler.vmovups(new Address(results, place), sum);
    }
  }

  private void writeResidual(int sum, Address from, boolean isPartial) {
    if (isPartial) {
      lastLanes.loadMask();
      lastLanes.load(first, from);
      assembler.vaddps(sum, sum, first);
    } else {
      assembler.vaddps(sum, sum, from);
    }
  }

  private void writeScaling(int sum, int row, int column) {
    int scale = row * ROW_SCALE_BYTES;
    assembler.vpbroadcastd(first, new Address(rowScales, scale));
    assembler.vmovups(second, new Address(COLUMNS, column));
    assembler.vpmulld(first, first, second);
    assembler.vpsubd(sum, sum, first);
    assembler.vcvtdq2ps(sum, sum);
    assembler.vbroadcastss(first, new Address(rowScales, scale + SCALE_OFFSET));
    assembler.vmulps(first, first, new Address(SCALES, column));
    assembler.vmovups(second, new Address(BIAS, column));
    assembler.vfmadd213ps(sum, first, second);
  }
}
