package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes a fully connected layer of a product and the bias that is added to it.
 *
 * <pre>
 * X -- mul(constant W [K, N]) -- elementwise_add(constant Bias [N]) -- Out
 *
 * X -- fc(W, Bias) -- Out
 * </pre>
 */
final class FormFullyConnected implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand MATRIX = Operand.constant();
  private static final Operand BIAS = Operand.constant();
  private static final Pattern PRODUCT = operator("mul").input("X", INPUT).input("Y", MATRIX);
  private static final Pattern SUM = operator("elementwise_add").eitherWay("X", "Y", PRODUCT.output("Out"), BIAS);
  private static final Operand.Result PATTERN = SUM.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator product = match.operator(PRODUCT);
    Weight matrix = match.constant(match.variable(MATRIX)).orElseThrow();
    int rowDimensions = product.intAttribute("x_num_col_dims", 1);
    if (matrix.shape().rank() != 2 || product.intAttribute("y_num_col_dims", 1) != 1
        || product.booleanAttribute("enable_int8", false)) {
      return Rewrite.NONE;
    }
    int columns = Math.toIntExact(matrix.shape().dimension(1));
    Optional<float[]> bias = match.floats(match.variable(BIAS)).flatMap(
        tensor -> Broadcast.along(match.operator(SUM), tensor, rowDimensions + 1, rowDimensions, columns));
    if (bias.isEmpty()) {
      return Rewrite.NONE;
    }
    return new Rewrite.Replace(Operator.builder("fc").input("Input", match.variable(INPUT))
        .input("W", match.store(match.variable(MATRIX), matrix))
        .input("Bias", match.store(match.variable(BIAS), Tensor.of(Shape.of(columns), bias.get())))
        .output("Out", match.result()).attribute("in_num_col_dims", rowDimensions).build());
  }
}
