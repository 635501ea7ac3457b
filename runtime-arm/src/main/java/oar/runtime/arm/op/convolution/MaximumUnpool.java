package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code unpool}: planes of zeros in which each element of X, [N, C, H, W], is at the place that {@code Indices}
 * names in its plane; of several for one place the last. The planes are of {@code output_size}, or else as large as
 * those that pooling made X of. No LoD.
 */
public final class MaximumUnpool implements Operation {
  private final Input x;
  private final Input indices;
  private final Output out;
  private final Sliding sliding;
  private final long[] window;
  private final long[] outputSize;

  /** Read an operator. */
  public MaximumUnpool(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    indices = reader.input("Indices");
    out = reader.output("Out");
    sliding = Sliding.of(reader, 2);
    window = operator.longsAttribute("ksize");
    outputSize = operator.longsAttribute("output_size");
    requireAttributes(reader, operator);
  }

  private void requireAttributes(OperatorReader reader, Operator operator) {
    String type = operator.textAttribute("unpooling_type", "max");
    if (!type.equals("max")) {
      throw reader.unsupported("unpooling_type " + type);
    }
    String format = operator.textAttribute("data_format", "NCHW");
    if (!format.equals("NCHW")) {
      throw reader.unsupported("data_format " + format);
    }
    if (window.length != 2 || Arrays.stream(window).anyMatch(size -> size < 1 || size > Short.MAX_VALUE)) {
      throw reader.refuse("ksize is " + Arrays.toString(window) + "; it must be 2 integers from 1 to "
          + Short.MAX_VALUE);
    }
    boolean isInRange = Arrays.stream(outputSize).allMatch(size -> 0 < size && size <= Integer.MAX_VALUE);
    if (outputSize.length != 0 && outputSize.length != 2 || !isInRange) {
      throw reader.refuse("output_size is " + Arrays.toString(outputSize) + "; it must be 2 integers of at least 1");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand places = planning.get(indices);
    planning.require(
        input.type() == DataType.FLOAT32 || input.type() == DataType.FLOAT64 || input.type() == DataType.INT64,
        "input " + input + " must be of float32, float64 or int64");
    planning.require(places.type() == DataType.INT32 || places.type() == DataType.INT64,
        "input " + places + " must be of int32 or int64");
    planning.require(input.shape().rank() == 4, "input " + input + " must have rank 4");
    planning.require(places.shape().equals(input.shape()), "inputs " + input + " and " + places
        + " must have one shape, a place for each element");
    Shape shape = input.shape();
    Shape result = Shape.of(shape.dimension(0), shape.dimension(1), size(planning, 0, shape.dimension(2)),
        size(planning, 1, shape.dimension(3)));
    Operand output = planning.put(out, input.type(), result);
    return Computation.parallel(shape.elementCount(0, 2), 1, (from, to, scratch) -> {
      for (long plane = from; plane < to; plane++) {
        scatter(planning, input, places, output, plane);
      }
    });
  }

  private long size(Planning planning, int dimension, long extent) {
    return outputSize.length > 0
        ? outputSize[dimension]
        : sliding.transposed(planning, dimension, extent, window[dimension], 0).input();
  }

  private static void scatter(Planning planning, Operand input, Operand places, Operand output, long plane) {
    long size = output.shape().elementCount(2, 4);
    long count = input.shape().elementCount(2, 4);
    long bytes = output.type().byteSize();
    MemorySegment target = output.segment().asSlice(plane * size * bytes, size * bytes);
    target.fill((byte) 0);
    Elements numbers = Elements.of(places);
    for (long i = plane * count; i < (plane + 1) * count; i++) {
      long place = numbers.getLong(i);
      planning.require(0 <= place && place < size,
          "element " + i + " of input " + places + " is " + place + "; it must be from 0 to " + (size - 1));
      MemorySegment.copy(input.segment(), i * bytes, target, place * bytes, bytes);
    }
  }
}
