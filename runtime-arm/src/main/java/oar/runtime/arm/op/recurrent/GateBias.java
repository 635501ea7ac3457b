package oar.runtime.arm.op.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.recurrent.Slots;
import oar.runtime.arm.plan.Operand;

/**
 * What is added to the gates of a cell, with zeros behind it, which kernels read up to a whole vector.
 *
 * @param type FLOAT32 or FLOAT64
 * @param columns how many numbers
 * @param memory the numbers
 * @param source where they are copied from at each run, if they are not the same at every run
 * @param first number of the source
 */
record GateBias(DataType type, long columns, MemorySegment memory, Optional<Operand> source, long first) {
  /** More numbers than a vector has. */
  private static final long PADDING = 64;

  /** Describe numbers that are set now. */
  static GateBias of(DataType type, long columns) {
    return new GateBias(type, columns, allocate(type, columns), Optional.empty(), 0);
  }

  /**
   * Describe a part of an operand.
   *
   * @param operand all are 0 if it is absent
   * @param first number of the operand
   */
  static GateBias of(DataType type, Optional<Operand> operand, long first, long columns) {
    return new GateBias(type, columns, allocate(type, columns), operand, first);
  }

  private static MemorySegment allocate(DataType type, long columns) {
    return Tensor.allocate(type, Shape.of(columns + PADDING));
  }

  /** Take the numbers of this run. */
  void fill() {
    if (source.isPresent()) {
      long size = type.byteSize();
      MemorySegment.copy(source.get().segment(), first * size, memory, 0, columns * size);
    }
  }

  /** Return the numbers as a row. */
  Slots row() {
    return new Slots(memory, columns, type == DataType.FLOAT64);
  }
}
