package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code unsqueeze}, {@code unsqueeze2}: puts in dimensions of 1, one after the other, each counted in the shape that has the
 * ones before. The output has X's LoD if its first dimension is X's.
 */
public final class Unsqueeze implements Operation {
  private final Input x;
  private final Output out;
  private final long[] attribute;
  private final LongsSource axes;

  /** Read an operator. */
  public Unsqueeze(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    attribute = reader.operator().longsAttribute("axes");
    axes = LongsSource.of(reader, "AxesTensorList", "AxesTensor", "axes").preferTensor();
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    List<Long> dimensions = Arrays.stream(input.shape().dimensions()).boxed()
        .collect(Collectors.toCollection(ArrayList::new));
    for (long axis : attribute.length > 0 ? attribute : axes.get(planning)) {
      int rank = dimensions.size();
      planning.require(-rank - 1 <= axis && axis <= rank, "an element of axes is " + axis + "; for rank " + rank
          + " it must be from " + (-rank - 1) + " to " + rank);
      dimensions.add((int) (axis < 0 ? axis + rank + 1 : axis), 1L);
    }
    Shape shape = Shape.of(dimensions);
    boolean keepsRows = input.shape().rank() > 0 && shape.dimension(0) == input.shape().dimension(0);
    planning.share(out, input, shape, keepsRows ? input.levelOfDetail() : LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
