package oar.runtime.arm.op.sorting;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.kernel.movement.StridedCopy;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code unique_consecutive}: the elements of the flattened tensor, or its slices along {@code axis}, each run of equal ones but
 * once. Index says in which run each lies, Counts how long each run is, both of type {@code dtype}. No LoD.
 */
public final class UniqueConsecutive implements Operation {
  private final Input x;
  private final Output out;
  private final Output index;
  private final Output counts;
  private final DataType numberType;
  private final Optional<Long> axis;

  /** Read an operator. */
  public UniqueConsecutive(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    index = reader.output("Index");
    counts = reader.output("Counts");
    numberType = DataTypes.of(reader, "dtype", DataType.INT64);
    long[] axes = reader.operator().longsAttribute("axis");
    axis = axes.length == 0 ? Optional.empty() : Optional.of(axes[0]);
    if (numberType != DataType.INT64 && numberType != DataType.INT32) {
      throw reader.refuse("dtype is " + numberType + "; it must be int32 or int64");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Shape shape = axis.isPresent() ? input.shape() : Shape.of(input.elementCount());
    int along = axis.isPresent() ? Axes.normalize(planning, "axis", axis.get(), shape.rank()) : 0;
    int slices = Axes.arrayLength(planning, input, shape.dimension(along));
    DynamicOutput values = planning.putDynamic(out);
    DynamicOutput numbers = planning.putDynamic(index);
    DynamicOutput lengths = planning.putDynamic(counts);
    Axes.Split split = Axes.Split.at(shape, along);
    return workspace -> {
      int[] starts = IntStream.range(0, slices)
          .filter(slice -> slice == 0 || differ(Elements.of(input), split, slice - 1, slice)).toArray();
      copy(input, shape, along, starts, values);
      store(runs(starts, slices), numbers);
      store(IntStream.range(0, starts.length)
          .mapToLong(run -> (run + 1 < starts.length ? starts[run + 1] : slices) - starts[run]).toArray(), lengths);
    };
  }

  private static boolean differ(Elements elements, Axes.Split split, long left, long right) {
    for (long i = 0; i < split.outer() * split.inner(); i++) {
      long start = split.lineStart(i);
      long a = start + left * split.inner();
      long b = start + right * split.inner();
      boolean areEqual = elements.isIntegral()
          ? elements.getLong(a) == elements.getLong(b)
          : elements.getDouble(a) == elements.getDouble(b);
      if (!areEqual) {
        return true;
      }
    }
    return false;
  }

  private static void copy(Operand input, Shape shape, int along, int[] starts, DynamicOutput values) {
    long[] dimensions = shape.dimensions();
    View from = View.of(dimensions);
    dimensions[along] = starts.length;
    View to = View.of(dimensions);
    MemorySegment memory = values.allocate(input.type(), Shape.of(dimensions));
    for (int run = 0; run < starts.length; run++) {
      new StridedCopy(from.pick(along, starts[run], 1, 1), to.pick(along, run, 1, 1), input.type().byteSize())
          .run(input.segment(), memory);
    }
  }

  /** Return in which run each slice lies. */
  private static long[] runs(int[] starts, int slices) {
    long[] runs = new long[slices];
    for (int run = 1; run < starts.length; run++) {
      runs[starts[run]] = 1;
    }
    Arrays.parallelPrefix(runs, Long::sum);
    return runs;
  }

  private void store(long[] values, DynamicOutput to) {
    Elements elements = Elements.of(numberType, to.allocate(numberType, Shape.of(values.length)));
    for (int i = 0; i < values.length; i++) {
      elements.set(i, values[i]);
    }
  }
}
