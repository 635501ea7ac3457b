package oar.format.naivebuffer.lite.detour;

import oar.api.model.DataType;
import oar.api.model.Operator;

/**
 * Takes the largest number as minus the least of the negated ones: the runtime's search begins with a positive number, so it
 * finds none that is negative.
 */
final class Reductions implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("reduce_max") || site.type(operator.input("X").orElseThrow()) != DataType.FLOAT32) {
      return false;
    }
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    String negated = site.like(input);
    String least = site.like(output);
    site.add(Steps.scale(input, negated, -1, 0));
    site.add(operator.toBuilder().type("reduce_min").input("X", negated).output("Out", least).build());
    site.add(Steps.scale(least, output, -1, 0));
    return true;
  }
}
