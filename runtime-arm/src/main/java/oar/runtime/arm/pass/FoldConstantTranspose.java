package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Transposes a constant matrix beforehand.
 *
 * <pre>
 * constant [K, N] -- transpose2(1, 0) -- Out [N, K]
 *
 * constant Out [N, K]
 * </pre>
 */
final class FoldConstantTranspose implements Rule {
  private static final Operand CONSTANT = Operand.constant();
  private static final Pattern TRANSPOSE = operator("transpose", "transpose2").input("X", CONSTANT);
  private static final Operand.Result PATTERN = TRANSPOSE.output("Out");
  private static final long[] SWAPPED = {1, 0};

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    if (!Arrays.equals(match.operator(TRANSPOSE).longsAttribute("axis"), SWAPPED)) {
      return Rewrite.NONE;
    }
    return FoldedConstant.of(match, match.variable(CONSTANT),
        tensor -> tensor.type() == DataType.FLOAT32 && tensor.shape().rank() == 2
            ? Optional.of(Floats.transposed(tensor))
            : Optional.empty());
  }
}
