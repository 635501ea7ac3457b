package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes the addition of a tensor of the same shape a part of the fully connected layer before it.
 *
 * <pre>
 * fc -- elementwise_add(, residual) -- Out
 *
 * fc(ResidualData) -- Out
 * </pre>
 */
final class FuseProductResidual implements Rule {
  private static final Operand RESIDUAL = Operand.any();
  private static final Pattern PRODUCT = operator("fc");
  private static final Operand.Result SUM = PRODUCT.output("Out");
  private static final Pattern ADDITION = operator("elementwise_add").eitherWay("X", "Y", SUM, RESIDUAL);
  private static final Operand.Result PATTERN = ADDITION.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator product = match.operator(PRODUCT);
    String residual = match.variable(RESIDUAL);
    String sum = match.variable(SUM);
    Optional<Shape> shape = match.shape(sum);
    boolean fits = FuseProductActivation.isPlain(product) && product.inputList("ResidualData").isEmpty()
        && !residual.equals(sum) && shape.isPresent() && shape.equals(match.shape(residual))
        && match.declaration(sum).flatMap(variable -> variable.type())
            .equals(match.declaration(residual).flatMap(variable -> variable.type()));
    return fits
        ? new Rewrite.Replace(
            product.toBuilder().input("ResidualData", residual).output("Out", match.result()).build())
        : Rewrite.NONE;
  }
}
