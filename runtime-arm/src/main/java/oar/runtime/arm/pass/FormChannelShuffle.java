package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Turns the exchange of groups and channels into the shuffle that it is.
 *
 * <pre>
 * X [N, C, H, W] -- reshape2(N, G, C / G, H, W) -- transpose2(0, 2, 1, 3, 4) -- reshape2(N, C, H, W) -- Out
 *
 * X -- shuffle_channel(group G) -- Out
 * </pre>
 */
final class FormChannelShuffle implements Rule {
  private static final int RANK = 4;
  private static final long[] EXCHANGED = {0, 2, 1, 3, 4};
  private static final Operand INPUT = Operand.any();
  private static final Pattern PARTED = operator("reshape", "reshape2").input("X", INPUT);
  private static final Pattern TRANSPOSE = operator("transpose", "transpose2").input("X", PARTED.output("Out"));
  private static final Pattern JOINED = operator("reshape", "reshape2").input("X", TRANSPOSE.output("Out"));
  private static final Operand.Result PATTERN = JOINED.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Optional<Shape> shape = match.shape(match.variable(INPUT)).filter(declared -> declared.rank() == RANK);
    Optional<long[]> parted = Reshapes.target(match.operator(PARTED));
    Optional<long[]> joined = Reshapes.target(match.operator(JOINED));
    if (shape.isEmpty() || parted.isEmpty() || joined.isEmpty()
        || !Arrays.equals(match.operator(TRANSPOSE).longsAttribute("axis"), EXCHANGED)
        || !parts(parted.get(), shape.get()) || !Reshapes.gives(joined.get(), shape.get())) {
      return Rewrite.NONE;
    }
    return new Rewrite.Replace(Operator.builder("shuffle_channel").input("X", match.variable(INPUT))
        .output("Out", match.result()).attribute("group", Math.toIntExact(parted.get()[1])).build());
  }

  /** Tell whether a reshape takes the channels apart and leaves all else. */
  private static boolean parts(long[] target, Shape shape) {
    if (target.length != RANK + 1 || target[1] <= 0 || target[2] <= 0
        || target[1] * target[2] != shape.dimension(1) || target[1] > Integer.MAX_VALUE) {
      return false;
    }
    return Reshapes.gives(new long[]{target[0], shape.dimension(1), target[3], target[4]}, shape);
  }
}
