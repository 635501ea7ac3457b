package oar.runtime.arm.op.creation;

import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that write each integer of X as a row of {@code depth} numbers, all 0 but the one at its place. An integer that has
 * none is an error, or with {@code allow_out_of_range} a row of zeros. The output has X's LoD.
 */
public final class OneHot implements Operation {
  private final Input x;
  private final Optional<Input> depthTensor;
  private final Output out;
  private final int depth;
  private final DataType type;
  private final boolean allowsOutside;
  private final boolean replacesLast;

  private OneHot(OperatorReader reader, boolean replacesLast) {
    x = reader.input("X");
    depthTensor = reader.optionalInput("depth_tensor");
    out = reader.output("Out");
    depth = reader.operator().intAttribute("depth", -1);
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    allowsOutside = reader.operator().booleanAttribute("allow_out_of_range", false);
    this.replacesLast = replacesLast;
  }

  /** Read a {@code one_hot}: the row takes the place of X's last dimension, which is 1. */
  public static Operation replacing(OperatorReader reader) {
    return new OneHot(reader, true);
  }

  /** Read a {@code one_hot_v2}: the row is put behind X's dimensions. */
  public static Operation appending(OperatorReader reader) {
    return new OneHot(reader, false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.INT32 || input.type() == DataType.INT64,
        "input " + input + " must be of int32 or int64");
    long width = depthTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse((long) depth);
    planning.require(width >= 0, "depth is " + width + "; it must be 0 or more");
    Operand output = planning.put(out, type, shape(planning, input, width), input.levelOfDetail());
    return workspace -> mark(planning, input, output, width);
  }

  private Shape shape(Planning planning, Operand input, long width) {
    int rank = input.shape().rank();
    planning.require(!replacesLast || rank > 0 && input.shape().dimension(-1) == 1,
        "input " + input + " must have a last dimension of 1");
    LongStream kept = LongStream.of(input.shape().dimensions()).limit(replacesLast ? rank - 1 : rank);
    return Shape.of(LongStream.concat(kept, LongStream.of(width)).toArray());
  }

  private void mark(Planning planning, Operand input, Operand output, long width) {
    Elements places = Elements.of(input);
    Elements rows = Elements.of(output);
    output.segment().fill((byte) 0);
    for (long i = 0; i < input.elementCount(); i++) {
      long place = places.getLong(i);
      boolean isInside = 0 <= place && place < width;
      planning.require(isInside || allowsOutside,
          "element " + i + " of " + input + " is " + place + "; it must be from 0 to " + (width - 1));
      if (isInside) {
        rows.set(i * width + place, 1L);
      }
    }
  }
}
