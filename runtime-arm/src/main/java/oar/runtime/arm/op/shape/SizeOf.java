package oar.runtime.arm.op.shape;

import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code size}: the number of elements of a tensor, an int64 of rank 0. */
public final class SizeOf implements Operation {
  private final Input input;
  private final Output out;

  /** Read an operator. */
  public SizeOf(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    long size = planning.get(input).elementCount();
    planning.putConstant(out, Tensor.of(Shape.SCALAR, size), LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
