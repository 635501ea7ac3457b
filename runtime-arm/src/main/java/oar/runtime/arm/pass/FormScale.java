package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Turns arithmetic with one constant number into a scale, which has its numbers at hand.
 *
 * <pre>
 * X -- elementwise_add, sub, mul or div by a constant of one element -- Out
 *
 * X -- scale(factor, offset) -- Out
 * </pre>
 */
final class FormScale implements Rule {
  private static final Operand INPUT = Operand.any();
  private static final Operand CONSTANT = Operand.constant();
  private static final Pattern ARITHMETIC = operator("elementwise_add", "elementwise_sub", "elementwise_mul",
      "elementwise_div").eitherWay("X", "Y", INPUT, CONSTANT);
  private static final Operand.Result PATTERN = ARITHMETIC.output("Out");

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator arithmetic = match.operator(ARITHMETIC);
    String input = match.variable(INPUT);
    String constant = match.variable(CONSTANT);
    Optional<Tensor> number = match.floats(constant).filter(tensor -> tensor.elementCount() == 1);
    Optional<Variable> declared = match.declaration(input);
    if (number.isEmpty() || declared.isEmpty() || !keepsShape(number.get(), declared.get())
        || match.constant(input).isPresent()) {
      return Rewrite.NONE;
    }
    return scale(arithmetic, (float) number.get().doubleAt(0), arithmetic.inputList("X").contains(constant))
        .filter(Scale::isFinite).<Rewrite>map(scale -> new Rewrite.Replace(scale.operator(input, match.result())))
        .orElse(Rewrite.NONE);
  }

  /** Sequences are those of the first operand, so that a constant there would lose them. */
  private static boolean keepsShape(Tensor number, Variable input) {
    return input.type().equals(Optional.of(DataType.FLOAT32)) && input.levelOfDetail() == 0
        && input.shape().filter(shape -> shape.rank() >= number.shape().rank()).isPresent();
  }

  private static Optional<Scale> scale(Operator arithmetic, float number, boolean constantFirst) {
    return switch (arithmetic.type()) {
      case "elementwise_add" -> Optional.of(new Scale(1, number));
      case "elementwise_sub" -> Optional.of(constantFirst ? new Scale(-1, number) : new Scale(1, -number));
      case "elementwise_mul" -> Optional.of(new Scale(number, 0));
      default -> constantFirst ? Optional.empty() : Optional.of(new Scale(1 / number, 0));
    };
  }
}
