package oar.runtime.arm.op.reduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.DataTypes;
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
    planning.require(input.type().isFloatingPoint() || input.type().isInteger() || input.type() == DataType.BOOL,
        "input " + input + " must hold real numbers or truth values");
    boolean[] reduced = reduced(planning, input.shape().rank());
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < reduced.length; i++) {
      if (!reduced[i] || keepsRank) {
        dimensions.add(reduced[i] ? 1 : input.shape().dimension(i));
      }
    }
    Operand output = planning.put(out, resultType.orElse(reduction.resultType(input.type())),
        Shape.of(dimensions));
    planning.require(!reduction.needsElements(input.type()) || input.elementCount() > 0 || output.elementCount() == 0,
        "input " + input + " has no elements to combine");
    return new ReduceComputation(reduction, new ReducedRuns(input.shape(), reduced), input, output);
  }

  private boolean[] reduced(Planning planning, int rank) {
    boolean[] reduced = new boolean[rank];
    Arrays.fill(reduced, reducesAll || axes.length == 0);
    for (long axis : axes) {
      int normalized = Axes.normalize(planning, "an element of dim", axis, Math.max(rank, 1));
      if (rank > 0) {
        planning.require(reducesAll || !reduced[normalized], "dim " + Arrays.toString(axes) + " names dimension "
            + normalized + " twice");
        reduced[normalized] = true;
      }
    }
    return reduced;
  }
}
