package oar.runtime.arm.op.sequence;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.plan.Operand;

/** Copies of ranges of rows between tensors of one row size: all that most operators on sequences do. */
final class RowCopies {
  private final List<Range> ranges = new ArrayList<>();

  private record Range(Operand source, long from, long to, long count) {}

  /** Add a copy of rows of a tensor from a row on to the rows of the target from another one on. */
  void add(Operand source, long from, long to, long count) {
    if (count > 0) {
      ranges.add(new Range(source, from, to, count));
    }
  }

  /**
   * Copy.
   *
   * @param target where to
   * @param rowSize bytes of a row
   */
  void run(MemorySegment target, long rowSize) {
    for (Range range : ranges) {
      MemorySegment.copy(range.source.segment(), range.from * rowSize, target, range.to * rowSize,
          range.count * rowSize);
    }
  }

  /** Return the bytes of a row of a tensor. */
  static long rowSize(Operand operand) {
    return operand.shape().elementCount(1, operand.shape().rank()) * operand.type().byteSize();
  }
}
