package oar.runtime.arm.op.reduction;

import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.ReducedAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * A {@code reduce_*} operator: combines the elements along the dimensions {@code dim}, or along all if there is none or
 * {@code reduce_all} is set. Reduced dimensions become 1 with {@code keep_dim} and go otherwise. No LoD.
 */
final class Reduce implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;
  private final boolean reducesAll;
  private final boolean keepsRank;
  private final Reduction reduction;
  private final Optional<DataType> resultType;

  Reduce(OperatorReader reader, Reduction reduction) {
    this.reduction = reduction;
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("dim");
    reducesAll = reader.operator().booleanAttribute("reduce_all", false);
    keepsRank = reader.operator().booleanAttribute("keep_dim", false);
    resultType = reduction.readsResultType() && reader.operator().intAttribute("out_dtype", -1) >= 0
        ? Optional.of(DataTypes.of(reader, "out_dtype"))
        : Optional.empty();
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(DataTypes.isReal(input.type()),
        "input " + input + " must hold real numbers or truth values");
    ReducedAxes reduced = ReducedAxes.of(planning, "dim", axes, input.shape(), reducesAll);
    Operand output = planning.put(out, resultType.orElse(reduction.resultType(input.type())),
        reduced.result(keepsRank));
    planning.require(!reduction.needsElements(input.type()) || input.elementCount() > 0 || output.elementCount() == 0,
        "input " + input + " has no elements to combine");
    return new ReduceComputation(reduction, new ReducedRuns(input.shape(), reduced::contains), input, output);
  }
}
