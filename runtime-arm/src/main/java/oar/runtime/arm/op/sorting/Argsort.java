package oar.runtime.arm.op.sorting;

import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Planning;

/**
 * {@code argsort}: the elements sorted along {@code axis}, from the least or, with {@code descending}, from the greatest, which
 * is NaN; and where they were. The outputs have X's LoD.
 */
public final class Argsort implements Operation {
  private final Input x;
  private final int axis;
  private final Ranking ranking;

  /** Read an operator. */
  public Argsort(OperatorReader reader) {
    x = reader.input("X");
    axis = reader.operator().intAttribute("axis", -1);
    boolean descends = reader.operator().booleanAttribute("descending", false);
    ranking = new Ranking(reader.output("Out"), reader.output("Indices"),
        descends ? Keys::descending : Keys::ascending, (sort, count, length) -> sort.sort(0, length));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    if (input.shape().rank() == 0) {
      return ranking.planScalar(planning, input);
    }
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    return ranking.plan(planning, input, along, Axes.arrayLength(planning, input, input.shape().dimension(along)));
  }
}
