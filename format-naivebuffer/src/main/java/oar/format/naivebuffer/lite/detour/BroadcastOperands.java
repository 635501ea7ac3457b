package oar.format.naivebuffer.lite.detour;

import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Repeats an operand to the shape of the result where the kernel does not do so itself. */
final class BroadcastOperands implements Detour {
  private static final Set<String> NEITHER = Set.of("logical_and", "logical_or", "logical_xor");
  private static final Set<String> NOT_LEFT = Set.of("elementwise_pow");

  @Override
  public boolean take(Operator operator, Site site) {
    boolean neither = NEITHER.contains(operator.type());
    if (!neither && !NOT_LEFT.contains(operator.type())) {
      return false;
    }
    String left = operator.input("X").orElseThrow();
    String right = operator.input("Y").orElseThrow();
    Shape result = site.shape(operator.output("Out").orElseThrow()).orElse(Shape.SCALAR);
    if (!result.isKnown() || result.rank() == 0) {
      return false;
    }
    String fullLeft = expanded(left, result, site);
    String fullRight = neither ? expanded(right, result, site) : right;
    if (fullLeft.equals(left) && fullRight.equals(right)) {
      return false;
    }
    site.add(operator.toBuilder().input("X", fullLeft).input("Y", fullRight).build());
    return true;
  }

  private static String expanded(String operand, Shape result, Site site) {
    Shape shape = site.shape(operand).orElse(result);
    if (shape.equals(result) || !shape.isKnown()) {
      return operand;
    }
    String expanded = site.like(operand, result);
    site.add(Steps.expand(operand, expanded, result));
    return expanded;
  }
}
