package oar.runtime.arm.op.sequence;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code sequence_mask}: 1 at position j of a new last dimension where j is less than the element of X, 0 elsewhere. The
 * dimension is the element of {@code MaxLenTensor}, or else {@code maxlen}, or else, if that is negative, the largest element of
 * X. No LoD.
 */
public final class SequenceMask implements Operation {
  private final Input x;
  private final Optional<Input> mostTensor;
  private final Output y;
  private final int most;
  private final DataType type;

  /** Read an operator. */
  public SequenceMask(OperatorReader reader) {
    x = reader.input("X");
    mostTensor = reader.optionalInput("MaxLenTensor");
    y = reader.output("Y");
    most = reader.operator().intAttribute("maxlen", -1);
    type = DataTypes.of(reader, "out_dtype", DataType.INT64);
    if (most == 0) {
      throw reader.refuse("maxlen is 0; it must be 1 or more, or negative for the largest length");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand lengths = planning.get(x);
    planning.require(lengths.type().isInteger() || lengths.type().isFloatingPoint(),
        "input " + lengths + " must hold numbers");
    if (mostTensor.isEmpty() && most < 0) {
      return upToLargest(planning, lengths);
    }
    long width = mostTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse((long) most);
    planning.require(0 < width && width <= Integer.MAX_VALUE,
        "MaxLenTensor is " + width + "; it must be from 1 to " + Integer.MAX_VALUE);
    Operand mask = planning.put(y, type, shape(lengths, width));
    return workspace -> fill(Elements.of(lengths), Elements.of(mask), lengths.elementCount(), width);
  }

  private Computation upToLargest(Planning planning, Operand lengths) {
    planning.require(lengths.elementCount() > 0, "input " + lengths + " is empty, so there is no largest length");
    DynamicOutput mask = planning.putDynamic(y);
    return workspace -> {
      Elements elements = Elements.of(lengths);
      long width = Long.MIN_VALUE;
      for (long i = 0; i < lengths.elementCount(); i++) {
        width = Math.max(width, elements.getLong(i));
      }
      planning.require(0 <= width && width <= Integer.MAX_VALUE,
          "the largest element of input " + lengths + " is " + width
              + "; it must be from 0 to " + Integer.MAX_VALUE);
      Elements results = Elements.of(type, mask.allocate(type, shape(lengths, width)));
      fill(elements, results, lengths.elementCount(), width);
    };
  }

  private static Shape shape(Operand lengths, long width) {
    long[] dimensions = Arrays.copyOf(lengths.shape().dimensions(), lengths.shape().rank() + 1);
    dimensions[dimensions.length - 1] = width;
    return Shape.of(dimensions);
  }

  private static void fill(Elements lengths, Elements mask, long count, long width) {
    for (long i = 0; i < count; i++) {
      double length = lengths.getDouble(i);
      for (long j = 0; j < width; j++) {
        mask.set(i * width + j, j < length ? 1L : 0L);
      }
    }
  }
}
