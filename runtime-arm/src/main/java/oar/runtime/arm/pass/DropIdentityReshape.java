package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Drops a reshape to the shape that a tensor is declared to have, but for [1], which a scalar is declared as in formats without
 * tensors of rank 0.
 *
 * <pre>
 * X [-1, 8, 4] -- reshape2(0, 8, -1) -- Out
 *
 * X
 * </pre>
 */
final class DropIdentityReshape implements Rule {
  private static final Shape SINGLE = Shape.of(1);
  private static final Operand INPUT = Operand.any();
  private static final Pattern RESHAPE = operator("reshape", "reshape2").input("X", INPUT);
  private static final Operand.Result PATTERN = RESHAPE.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator reshape = match.operator(RESHAPE);
    Optional<Shape> shape = match.shape(match.variable(INPUT))
        .filter(declared -> declared.rank() > 0 && !declared.equals(SINGLE));
    return shape.isPresent() && !Access.hasInput(reshape, "Shape") && !Access.hasInput(reshape, "ShapeTensor")
        && keeps(shape.get(), reshape.longsAttribute("shape"))
            ? new Rewrite.Forward(match.variable(INPUT))
            : Rewrite.NONE;
  }

  private static boolean keeps(Shape shape, long[] wanted) {
    int inferred = 0;
    for (int i = 0; i < wanted.length && wanted.length == shape.rank(); i++) {
      if (wanted[i] == -1) {
        inferred++;
      } else if (wanted[i] != 0 && wanted[i] != shape.dimension(i)) {
        return false;
      }
    }
    return wanted.length == shape.rank() && inferred <= 1;
  }
}
