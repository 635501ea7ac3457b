package oar.runtime.arm.op.shape;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** A box cut out of a tensor: a range along each dimension. */
final class Ranges {
  private final long[] from;
  private final long[] size;

  /** What the box becomes: its elements under a shape, with a LoD. */
  record Target(Shape shape, LevelOfDetail levelOfDetail) {}

  /**
   * Describe a box.
   *
   * @param from first element along each dimension
   * @param size number of elements along each dimension
   */
  Ranges(long[] from, long[] size) {
    this.from = from.clone();
    this.size = size.clone();
  }

  /** Add an output that is a box of an input: a part of its memory where the box lies in one piece, else a copy. */
  static Computation plan(Planning planning, Operand input, Ranges ranges, Output out, Target target) {
    long[] extents = input.shape().dimensions();
    int whole = extents.length;
    while (whole > 0 && ranges.size[whole - 1] == extents[whole - 1]) {
      whole--;
    }
    boolean isOnePiece = whole == 0 || Arrays.stream(ranges.size, 0, whole - 1).allMatch(length -> length == 1);
    if (isOnePiece && target.shape.elementCount() > 0) {
      planning.shareRange(out, input, index(extents, ranges.from), target.shape, target.levelOfDetail);
      return Computation.NOTHING;
    }
    Operand output = planning.put(out, input.type(), target.shape, target.levelOfDetail);
    int pieceAxis = whole - 1;
    return workspace -> ranges.copy(input, output, pieceAxis);
  }

  private static long index(long[] extents, long[] position) {
    long index = 0;
    for (int i = 0; i < extents.length; i++) {
      index = index * extents[i] + position[i];
    }
    return index;
  }

  /** Copy piece by piece; a piece is what is in one place for all dimensions from {@code pieceAxis} on. */
  private void copy(Operand input, Operand output, int pieceAxis) {
    if (output.elementCount() == 0) {
      return;
    }
    long[] extents = input.shape().dimensions();
    long elementSize = input.type().byteSize();
    long piece = elementSize;
    for (int i = pieceAxis; i < size.length; i++) {
      piece *= size[i];
    }
    MemorySegment source = input.segment();
    MemorySegment target = output.segment();
    long[] position = from.clone();
    for (long at = 0; at < target.byteSize(); at += piece) {
      MemorySegment.copy(source, index(extents, position) * elementSize, target, at, piece);
      advance(position, pieceAxis - 1);
    }
  }

  private void advance(long[] position, int axis) {
    for (int i = axis; i >= 0; i--) {
      position[i]++;
      if (position[i] < from[i] + size[i]) {
        return;
      }
      position[i] = from[i];
    }
  }
}
