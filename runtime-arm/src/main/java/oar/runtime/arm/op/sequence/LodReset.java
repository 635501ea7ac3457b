package oar.runtime.arm.op.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lod_reset}: X with another LoD: Y's, or else one level of the offsets in Y's elements, or else, without Y, one of
 * {@code target_lod}. With {@code append} the level goes below X's own ones.
 */
public final class LodReset implements Operation {
  private final Input x;
  private final Optional<Input> y;
  private final Output out;
  private final long[] target;
  private final boolean appends;

  /** Read an operator. */
  public LodReset(OperatorReader reader) {
    x = reader.input("X");
    y = reader.optionalInput("Y");
    out = reader.output("Out");
    target = reader.operator().longsAttribute("target_lod");
    appends = reader.operator().booleanAttribute("append", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    LevelOfDetail levelOfDetail = levelOfDetail(planning, input);
    planning.require(input.shape().rank() > 0 && levelOfDetail.rows() == input.shape().dimension(0),
        "LoD " + levelOfDetail + " does not cover the rows of input " + input);
    planning.share(out, input, input.shape(), levelOfDetail);
    return Computation.NOTHING;
  }

  private LevelOfDetail levelOfDetail(Planning planning, Operand input) {
    Optional<Operand> like = planning.get(y).filter(operand -> operand.levelOfDetail().depth() > 0);
    if (like.isPresent()) {
      return like.get().levelOfDetail();
    }
    long[] offsets = y.map(tensor -> LongsSource.all(planning, tensor)).orElse(target);
    planning.require(offsets.length > 1, "the offsets are " + Arrays.toString(offsets) + "; there must be two or more");
    List<long[]> levels = new ArrayList<>();
    for (int level = 0; appends && level < input.levelOfDetail().depth(); level++) {
      levels.add(input.levelOfDetail().level(level));
    }
    levels.add(offsets);
    return Sequences.levels(planning, levels);
  }
}
