package oar.runtime.arm.op.control;

import java.util.List;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code select_output}: the one of several outputs whose number is in {@code Mask} becomes X, a tensor
 * with its LoD or an array; the others get no
 * value.
 */
public final class SelectOutput implements Operation {
  private final Input x;
  private final Input mask;
  private final List<Output> outputs;

  /** Read an operator. */
  public SelectOutput(OperatorReader reader) {
    x = reader.input("X");
    mask = reader.input("Mask");
    outputs = reader.outputs("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    return Copy.forward(planning, x, outputs.get(SelectInput.branch(planning, mask, outputs.size())));
  }
}
