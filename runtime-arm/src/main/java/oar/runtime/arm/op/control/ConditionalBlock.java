package oar.runtime.arm.op.control;

import java.util.List;
import java.util.Optional;
import oar.api.model.LodTensor;
import oar.api.model.Value;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.lowering.SubBlock;
import oar.runtime.arm.plan.BlockRunner;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.PlannedValue;
import oar.runtime.arm.plan.Planning;

/**
 * {@code conditional_block}, {@code conditional_block_infer}: runs a block once if the one element of {@code Cond} is true, or,
 * where {@code is_scalar_condition} is false, if every variable of {@code Input} is a tensor with elements. Variables that the
 * block would have changed are otherwise as before, without a value if they had none.
 */
public final class ConditionalBlock implements Operation {
  private final SubBlock body;
  private final List<Optional<Input>> conditions;
  private final boolean isScalar;

  /** Read an operator. */
  public ConditionalBlock(OperatorReader reader) {
    isScalar = reader.operator().booleanAttribute("is_scalar_condition", false);
    conditions = reader.inputsIfWritten(isScalar ? "Cond" : "Input");
    body = reader.subBlock("sub_block");
    if (isScalar && conditions.size() != 1) {
      throw reader.refuse("input Cond has " + conditions.size() + " variables; it must have one");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Optional<PlannedValue>> given = conditions.stream().map(input -> input.flatMap(planning::getAny)).toList();
    List<Optional<PlannedValue>> before = body.captured().stream().map(input -> input.flatMap(planning::getAny))
        .toList();
    List<DynamicOutput> after = body.carried().stream().map(carried -> planning.putDynamic(carried.output())).toList();
    BlockRunner runner = planning.newRunner(body.block());
    return workspace -> {
      List<Optional<Value>> state = before.stream().map(PlannedValue::toValue).toList();
      List<Optional<Value>> results = isMet(planning, given)
          ? runner.run(state, workspace)
          : body.carried().stream().map(carried -> state.get(carried.capture())).toList();
      for (int i = 0; i < after.size(); i++) {
        after.get(i).set(results.get(i));
      }
    };
  }

  private boolean isMet(Planning planning, List<Optional<PlannedValue>> given) {
    List<Optional<Value>> values = given.stream().map(PlannedValue::toValue).toList();
    return isScalar
        ? While.isTrue(planning, values.getFirst())
        : values.stream().allMatch(value -> value.isPresent() && value.get() instanceof LodTensor lodTensor
            && lodTensor.tensor().elementCount() > 0);
  }
}
