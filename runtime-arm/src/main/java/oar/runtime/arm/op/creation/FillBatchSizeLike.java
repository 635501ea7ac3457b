package oar.runtime.arm.op.creation;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fill_constant_batch_size_like}: one number everywhere, of shape {@code shape} but that its dimension
 * {@code output_dim_idx} is Input's {@code input_dim_idx}, or, for its dimension 0, the number of its finest sequences if it has any.
 * No LoD.
 */
public final class FillBatchSizeLike implements Operation {
  private final Input input;
  private final Output out;
  private final DataType type;
  private final double value;
  private final long[] shape;
  private final int inputAxis;
  private final int outputAxis;

  /** Read an operator. */
  public FillBatchSizeLike(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    value = FillValue.read(reader, false).doubleAt(0);
    shape = reader.operator().longsAttribute("shape");
    inputAxis = reader.operator().intAttribute("input_dim_idx", 0);
    outputAxis = reader.operator().intAttribute("output_dim_idx", 0);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand like = planning.get(input);
    requireAxis(planning, "input_dim_idx", inputAxis, like.shape().rank());
    requireAxis(planning, "output_dim_idx", outputAxis, shape.length);
    long[] dimensions = shape.clone();
    dimensions[outputAxis] = inputAxis == 0 && like.levelOfDetail().depth() > 0
        ? like.levelOfDetail().finest().length - 1
        : like.shape().dimension(inputAxis);
    for (int axis = 0; axis < dimensions.length; axis++) {
      planning.require(dimensions[axis] >= 0,
          "element " + axis + " of shape is " + dimensions[axis] + "; it must be 0 or more");
    }
    FillValue.requireInRange(planning, value, type);
    Operand output = planning.put(out, type, Shape.of(dimensions));
    return workspace -> Copies.fill(output, value);
  }

  private static void requireAxis(Planning planning, String name, int axis, int rank) {
    planning.require(0 <= axis && axis < rank, name + " is " + axis + "; it must be from 0 to " + (rank - 1));
  }
}
