package oar.runtime.arm.op.sequence;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_pool}: one row for each sequence of the finest level, as {@code pooltype} says, and {@code pad_value}
 * everywhere for a sequence without rows. The output has the coarser levels of X's LoD. {@code MaxIndex}, which only training
 * reads, gets no value.
 */
public final class SequencePool implements Operation {
  private final Input x;
  private final Output out;
  private final PoolType type;
  private final float padValue;

  /** Read an operator. */
  public SequencePool(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    padValue = reader.operator().floatAttribute("pad_value", 0);
    String name = reader.operator().textAttribute("pooltype", "AVERAGE");
    type = Arrays.stream(PoolType.values()).filter(value -> value.name().equals(name)).findFirst().orElseThrow(
        () -> reader.refuse("pooltype is " + name + "; it must be one of " + Arrays.toString(PoolType.values())));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision precision = Precision.of(planning, input);
    Sequences sequences = Sequences.finest(planning, input);
    LevelOfDetail lod = input.levelOfDetail();
    List<long[]> coarse = IntStream.range(0, lod.depth() - 1).mapToObj(lod::level).toList();
    long[] dimensions = input.shape().dimensions();
    dimensions[0] = sequences.count();
    Operand output = planning.put(out, input.type(), Shape.of(dimensions), Sequences.levels(planning, coarse));
    long width = input.shape().elementCount(1, dimensions.length);
    return Computation.parallel(sequences.count(), 1, (from, to, scratch) -> {
      for (int i = (int) from; i < to; i++) {
        RowRange rows = new RowRange(sequences.start(i) * width, sequences.length(i), width);
        if (rows.count() == 0) {
          pad(Elements.of(output), i * width, width);
        } else if (precision == Precision.SINGLE) {
          combine(input.segment(), rows, output.segment(), i * width, scratch);
        } else {
          combine(Elements.of(input), rows, Elements.of(output), i * width);
        }
      }
    });
  }

  /** Rows of a sequence: the first element, how many rows, elements of each. */
  private record RowRange(long index, long count, long width) {}

  private void pad(Elements out, long index, long width) {
    for (long column = 0; column < width; column++) {
      out.set(index + column, (double) padValue);
    }
  }

  private void combine(Elements x, RowRange rows, Elements out, long outIndex) {
    for (long column = 0; column < rows.width(); column++) {
      double combined = x.getDouble(rows.index() + column);
      for (long row = 1; row < rows.count(); row++) {
        combined = type.onDoubles().applyAsDouble(combined, x.getDouble(rows.index() + row * rows.width() + column));
      }
      out.set(outIndex + column, combined * type.factor(rows.count()));
    }
  }

  private void combine(MemorySegment x, RowRange rows, MemorySegment out, long outIndex, Scratch scratch) {
    float[] combined = scratch.floats(0, Scratch.CHUNK);
    float[] row = scratch.floats(1, Scratch.CHUNK);
    float factor = (float) type.factor(rows.count());
    for (long done = 0; done < rows.width(); done += Scratch.CHUNK) {
      int length = (int) Math.min(Scratch.CHUNK, rows.width() - done);
      Memory.load(x, rows.index() + done, combined, 0, length);
      for (long i = 1; i < rows.count(); i++) {
        Memory.load(x, rows.index() + i * rows.width() + done, row, 0, length);
        type.onFloats().apply(combined, row, length);
      }
      for (int i = 0; i < length; i++) {
        combined[i] *= factor;
      }
      Memory.store(combined, 0, out, outIndex + done, length);
    }
  }
}
