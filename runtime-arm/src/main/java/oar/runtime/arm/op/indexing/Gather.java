package oar.runtime.arm.op.indexing;

import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Rows;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that take the slices of X along a dimension whose numbers are in {@code Index}, a vector or a column; a scalar
 * takes the dimension away. The output has X's LoD.
 */
public final class Gather implements Operation {
  private final Input x;
  private final Input index;
  private final Optional<Input> axisTensor;
  private final int axis;
  private final Output out;

  private Gather(OperatorReader reader, String axisSlot, String axisAttribute) {
    x = reader.input("X");
    index = reader.input("Index");
    axisTensor = reader.optionalInput(axisSlot);
    axis = reader.operator().intAttribute(axisAttribute, 0);
    out = reader.output("Out");
  }

  /** Read a {@code gather}. */
  public static Operation gather(OperatorReader reader) {
    return new Gather(reader, "Axis", "axis");
  }

  /** Read an {@code index_select}. */
  public static Operation indexSelect(OperatorReader reader) {
    return new Gather(reader, "Dim", "dim");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand numbers = planning.get(index);
    Shape shape = input.shape();
    long wanted = axisTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse((long) axis);
    int along = Axes.normalize(planning, "axis", wanted, shape.rank());
    Indexes places = Indexes.ofVector(planning, numbers, shape.dimension(along));
    LongStream taken = numbers.shape().rank() == 0 ? LongStream.empty() : LongStream.of(numbers.elementCount());
    LongStream before = LongStream.of(shape.dimensions()).limit(along);
    LongStream behind = LongStream.of(shape.dimensions()).skip(along + 1L);
    Operand output = planning.put(out, input.type(),
        Shape.of(LongStream.concat(LongStream.concat(before, taken), behind).toArray()),
        input.levelOfDetail());
    Axes.Split split = Axes.Split.at(shape, along);
    Rows rows = new Rows(split.size(), split.inner() * input.type().byteSize());
    return workspace -> {
      long[] read = places.read();
      workspace.parallel(split.outer() * read.length, 1 + (1 << 14) / (rows.size() + 1),
          (from, to, scratch) -> rows.gather(input.segment(), read, output.segment(), from, to));
    };
  }
}
