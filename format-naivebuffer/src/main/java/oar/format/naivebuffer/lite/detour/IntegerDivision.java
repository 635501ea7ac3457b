package oar.format.naivebuffer.lite.detour;

import oar.api.model.Operator;

/**
 * Rounds quotients down; the runtime's kernels are for integers alone, and cut the fraction off. With {@code %} and {@code /}
 * as the runtime computes them:
 *
 * <pre>
 * integers  mod = (x % y + y) % y        floordiv = (x - mod) / y
 * others    mod = x - floordiv * y       floordiv = floor(x / y)
 * </pre>
 */
final class IntegerDivision implements Detour {
  private static final String MODULO = "elementwise_mod";
  private static final String QUOTIENT = "elementwise_floordiv";

  @Override
  public boolean take(Operator operator, Site site) {
    boolean isModulo = operator.type().equals(MODULO);
    if (!isModulo && !operator.type().equals(QUOTIENT)) {
      return false;
    }
    Division division = new Division(operator.input("X").orElseThrow(), operator.input("Y").orElseThrow(),
        operator.intAttribute("axis", -1), site);
    String output = operator.output("Out").orElseThrow();
    if (site.type(output).isFloatingPoint()) {
      division.ofReals(isModulo, output);
    } else {
      division.ofIntegers(isModulo, output);
    }
    return true;
  }

  /** The operands and where the steps go. */
  private record Division(String left, String right, int axis, Site site) {
    private void ofIntegers(boolean isModulo, String output) {
      String rest = site.like(output);
      String shifted = site.like(output);
      String modulo = isModulo ? output : site.like(output);
      step(MODULO, left, right, rest);
      step("elementwise_add", rest, right, shifted);
      step(MODULO, shifted, right, modulo);
      if (!isModulo) {
        String multiple = site.like(output);
        step("elementwise_sub", left, modulo, multiple);
        step(QUOTIENT, multiple, right, output);
      }
    }

    private void ofReals(boolean isModulo, String output) {
      String quotient = site.like(output);
      String whole = isModulo ? site.like(output) : output;
      step("elementwise_div", left, right, quotient);
      site.add(Steps.unary("floor", quotient, whole));
      if (isModulo) {
        String multiple = site.like(output);
        step("elementwise_mul", whole, right, multiple);
        step("elementwise_sub", left, multiple, output);
      }
    }

    private void step(String type, String x, String y, String result) {
      site.add(Steps.binary(type, x, y, result).toBuilder().attribute("axis", axis).build());
    }
  }
}
