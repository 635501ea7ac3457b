package oar.runtime.arm.op.reduction;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code maxout}: the greatest of each {@code groups} neighbouring channels of images, which are dimension {@code axis}: 1 or the
 * last one. No LoD.
 */
public final class Maxout implements Operation {
  private static final int RANK = 4;
  /** Of channels taken apart into groups. */
  private static final int WITHIN_GROUP = 2;

  private final Input x;
  private final Output out;
  private final int groups;
  private final int axis;

  /** Read an operator. */
  public Maxout(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    groups = reader.operator().intAttribute("groups", 0);
    axis = reader.operator().intAttribute("axis", 1);
    if (groups <= 1) {
      throw reader.refuse("groups is " + groups + "; it must be at least 2");
    }
    if (axis != 1 && axis != -1 && axis != RANK - 1) {
      throw reader.refuse("axis is " + axis + "; it must be 1, -1 or 3");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    planning.require(input.shape().rank() == RANK, "input " + input + " must have rank 4");
    int along = Axes.normalize(planning, "axis", axis, RANK);
    Axes.Split split = Axes.Split.at(input.shape(), along);
    planning.require(split.size() % groups == 0,
        "input " + input + " has " + split.size() + " channels; they must be a multiple of groups, which is " + groups);
    long[] shape = input.shape().dimensions();
    shape[along] = split.size() / groups;
    Operand output = planning.put(out, input.type(), Shape.of(shape));
    ReducedRuns runs = new ReducedRuns(Shape.of(split.outer(), shape[along], groups, split.inner()),
        dimension -> dimension == WITHIN_GROUP);
    return new ReduceComputation(new Reduction(Fold.MAX, Reduction.Result.SAME), runs, input, output);
  }
}
