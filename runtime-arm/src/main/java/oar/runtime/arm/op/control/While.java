package oar.runtime.arm.op.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.LodTensor;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.lowering.SubBlock;
import oar.runtime.arm.plan.BlockRunner;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.PlannedValue;
import oar.runtime.arm.plan.Planning;

/** {@code while}: runs a block as long as the variable of {@code Condition}, which the block changes, is true. */
public final class While implements Operation {
  private final SubBlock body;
  private final int condition;

  /** Read an operator. */
  public While(OperatorReader reader) {
    body = reader.subBlock("sub_block");
    String variable = reader.operator().input("Condition")
        .orElseThrow(() -> reader.refuse("input Condition is missing"));
    condition = body.captureOf(variable);
    if (condition < 0 || body.captured().get(condition).isEmpty()) {
      throw reader.refuse("the block never changes condition " + variable + ", so the loop would not end");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Optional<PlannedValue>> before = body.captured().stream().map(input -> input.flatMap(planning::getAny))
        .toList();
    List<DynamicOutput> after = body.carried().stream().map(carried -> planning.putDynamic(carried.output())).toList();
    BlockRunner runner = planning.newRunner(body.block());
    return workspace -> {
      List<Optional<Value>> state = new ArrayList<>(before.stream().map(PlannedValue::toValue).toList());
      keep(after, state, body.carried().stream().map(carried -> state.get(carried.capture())).toList());
      while (isTrue(planning, state.get(condition))) {
        keep(after, state, runner.run(state, workspace));
      }
    };
  }

  /** Copy what the block has changed to memory that lasts, and let the next turn begin with it. */
  private void keep(List<DynamicOutput> after, List<Optional<Value>> state, List<Optional<Value>> results) {
    for (int i = 0; i < after.size(); i++) {
      after.get(i).set(results.get(i));
    }
    for (int i = 0; i < after.size(); i++) {
      state.set(body.carried().get(i).capture(), after.get(i).toValue());
    }
  }

  static boolean isTrue(Planning planning, Optional<Value> value) {
    if (value.isPresent() && value.get() instanceof LodTensor lodTensor) {
      Tensor tensor = lodTensor.tensor();
      planning.require(tensor.elementCount() == 1, "the condition is " + tensor + "; it must have one element");
      return tensor.longAt(0) != 0;
    }
    throw planning.refuse("the condition has no value");
  }
}
