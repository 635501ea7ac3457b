package oar.runtime.arm.op.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** A bias as kernels read it: with zeros behind the last column up to a whole vector, and all zeros if there is none. */
final class PaddedBias {
  private final Optional<Operand> changing;
  private final Optional<Operand> copy;
  private final MemorySegment memory;

  private PaddedBias(Optional<Operand> changing, Optional<Operand> copy, MemorySegment memory) {
    this.changing = changing;
    this.copy = copy;
    this.memory = memory;
  }

  /**
   * Plan a bias.
   *
   * @param bias a FLOAT32 number for each column
   * @param padded the columns of whole vectors
   */
  static PaddedBias of(Planning planning, Optional<Operand> bias, int padded) {
    Shape shape = Shape.of(padded);
    if (bias.isPresent() && bias.get().content().isEmpty()) {
      return new PaddedBias(bias, Optional.of(planning.scratch(DataType.FLOAT32, shape)), MemorySegment.NULL);
    }
    MemorySegment memory = Tensor.allocate(DataType.FLOAT32, shape);
    bias.flatMap(Operand::content).ifPresent(tensor -> memory.asSlice(0, tensor.data().byteSize())
        .copyFrom(tensor.data()));
    return new PaddedBias(Optional.empty(), Optional.empty(), memory);
  }

  /** Return the numbers, which are known now. */
  MemorySegment fill() {
    if (copy.isEmpty()) {
      return memory;
    }
    MemorySegment from = changing.orElseThrow().segment();
    MemorySegment to = copy.get().segment();
    long size = from.byteSize();
    MemorySegment.copy(from, 0, to, 0, size);
    for (long at = size; at < to.byteSize(); at += Float.BYTES) {
      Memory.set(to, at / Float.BYTES, 0);
    }
    return to;
  }
}
