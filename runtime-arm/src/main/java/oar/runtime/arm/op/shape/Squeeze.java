package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code squeeze}, {@code squeeze2}: takes away dimensions of 1, those of {@code axes} or, if there are none, all. A named
 * dimension that is not 1 stays. The output has X's LoD.
 */
public final class Squeeze implements Operation {
  private final Input x;
  private final Output out;
  private final long[] axes;

  /** Read an operator. */
  public Squeeze(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    axes = reader.operator().longsAttribute("axes");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int rank = input.shape().rank();
    boolean[] named = new boolean[rank];
    Arrays.fill(named, axes.length == 0);
    for (long axis : axes) {
      named[Axes.normalize(planning, "an element of axes", axis, rank)] = true;
    }
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (!named[i] || input.shape().dimension(i) != 1) {
        kept.add(input.shape().dimension(i));
      }
    }
    planning.share(out, input, Shape.of(kept), kept.isEmpty() ? LevelOfDetail.NONE : input.levelOfDetail());
    return Computation.NOTHING;
  }
}
