package oar.format.naivebuffer.lite.detour;

import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Composes the norms that the runtime does not compute:
 *
 * <pre>
 * order 1 is the sum of |x|, infinity the largest |x|, minus infinity the least, 2 over all elements the root of the sum of x²
 * </pre>
 */
final class PoweredNorms implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("p_norm")) {
      return false;
    }
    float order = operator.floatAttribute("porder", 2);
    boolean isWhole = operator.booleanAttribute("asvector", false);
    if (!isWhole && order != 1 && !Float.isInfinite(order) || isWhole && order != 2 && order != 1
        && !Float.isInfinite(order)) {
      return false;
    }
    String output = operator.output("Out").orElseThrow();
    String input = isWhole ? flat(operator, site) : operator.input("X").orElseThrow();
    int axis = isWhole ? 0 : operator.intAttribute("axis", -1);
    String sizes = site.like(input);
    String sum = order == 2 ? site.like(output, Shape.of(1)) : output;
    site.add(order == 2 ? Steps.binary("elementwise_mul", input, input, sizes) : Steps.unary("abs", input, sizes));
    site.add(Steps.reduce(reduction(order), sizes, sum, List.of(axis)).toBuilder()
        .attribute("keep_dim", isWhole || operator.booleanAttribute("keepdim", false)).build());
    if (order == 2) {
      site.add(Steps.unary("sqrt", sum, output));
    }
    return true;
  }

  private static String flat(Operator operator, Site site) {
    String input = operator.input("X").orElseThrow();
    String flat = site.like(input, Shape.of(Shape.UNKNOWN));
    site.add(Steps.reshape(input, flat, List.of(-1)));
    return flat;
  }

  private static String reduction(float order) {
    if (Float.isInfinite(order)) {
      return order > 0 ? "reduce_max" : "reduce_min";
    }
    return "reduce_sum";
  }
}
