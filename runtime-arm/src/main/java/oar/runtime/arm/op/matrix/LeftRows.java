package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/** The left operand of a product, as its kernel reads it. */
interface LeftRows {
  /** Return rows that are read where they lie, FLOAT32. */
  static LeftRows of(Operand operand, long rowBytes) {
    return new LeftRows() {
      @Override
      public long rowBytes() {
        return rowBytes;
      }

      @Override
      public void fill(Workspace workspace) {}

      @Override
      public MemorySegment memory() {
        return operand.segment();
      }

      @Override
      public MemorySegment rowScales() {
        return operand.segment();
      }
    };
  }

  /** Return the bytes from a row to the next. */
  long rowBytes();

  /** Make the rows, from an input whose elements are known now. */
  void fill(Workspace workspace);

  /** Return the memory of the rows. */
  MemorySegment memory();

  /** Return the zero points and scales of all rows; anything if rows are not quantized. */
  MemorySegment rowScales();
}
