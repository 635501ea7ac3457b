package oar.format.naivebuffer.lite.detour;

import java.util.Set;
import oar.api.model.DataType;
import oar.api.model.Operator;

/**
 * Takes the largest number as minus the least of the negated ones: the runtime's search begins with the least positive number,
 * so it finds none that is negative.
 */
final class Reductions implements Detour {
  private static final Set<String> NEVER_NEGATIVE = Set.of("relu", "relu6", "sigmoid", "hard_sigmoid", "softmax", "exp",
      "square", "sqrt", "abs");

  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("reduce_max") || site.type(operator.input("X").orElseThrow()) != DataType.FLOAT32) {
      return false;
    }
    String input = operator.input("X").orElseThrow();
    if (site.producer(input).filter(Reductions::isNeverNegative).isPresent()) {
      return false;
    }
    String output = operator.output("Out").orElseThrow();
    String negated = site.like(input);
    String least = site.like(output);
    site.add(Steps.scale(input, negated, -1, 0));
    site.add(operator.toBuilder().type("reduce_min").input("X", negated).output("Out", least).build());
    site.add(Steps.scale(least, output, -1, 0));
    return true;
  }

  /** The result of an operator that an activation is fused into is that of the activation. */
  private static boolean isNeverNegative(Operator operator) {
    String activation = operator.textAttribute("act_type", operator.textAttribute("activation_type", ""));
    return NEVER_NEGATIVE.contains(activation.isEmpty() ? operator.type() : activation);
  }
}
