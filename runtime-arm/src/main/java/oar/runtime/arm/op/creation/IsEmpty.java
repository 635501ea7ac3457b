package oar.runtime.arm.op.creation;

import java.lang.foreign.MemorySegment;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code is_empty}: whether X has no element, a scalar of bool. */
public final class IsEmpty implements Operation {
  private final Input x;
  private final Output out;

  /** Read an operator. */
  public IsEmpty(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    byte isEmpty = (byte) (planning.get(x).elementCount() == 0 ? 1 : 0);
    Tensor answer = Tensor.copyOf(DataType.BOOL, Shape.SCALAR, MemorySegment.ofArray(new byte[]{isEmpty}));
    planning.putConstant(out, answer, LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
