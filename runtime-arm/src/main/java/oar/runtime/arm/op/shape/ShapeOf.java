package oar.runtime.arm.op.shape;

import java.util.Arrays;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code shape}: the dimensions of a tensor as int32 [rank]. */
public final class ShapeOf implements Operation {
  private final Input input;
  private final Output out;

  /** Read an operator. */
  public ShapeOf(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    int[] dimensions = Arrays.stream(planning.get(input).shape().dimensions()).mapToInt(Math::toIntExact).toArray();
    planning.putConstant(out, Tensor.of(Shape.of(dimensions.length), dimensions), LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
