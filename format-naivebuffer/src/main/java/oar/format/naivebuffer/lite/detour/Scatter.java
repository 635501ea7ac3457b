package oar.format.naivebuffer.lite.detour;

import oar.api.model.Operator;

/**
 * Keeps the rows that a scatter does not touch, which the runtime makes 0:
 *
 * <pre>
 * x * (1 - scatter(0, 1)) + scatter(0, updates)
 * </pre>
 */
final class Scatter implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("scatter")) {
      return false;
    }
    String input = operator.input("X").orElseThrow();
    String updates = operator.input("Updates").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    String zeros = site.like(input);
    String written = site.like(output);
    String ones = site.like(updates);
    String touched = site.like(output);
    String untouched = site.like(output);
    String kept = site.like(output);
    site.add(fill(input, zeros, 0, site));
    site.add(operator.toBuilder().input("X", zeros).output("Out", written).build());
    site.add(fill(updates, ones, 1, site));
    site.add(operator.toBuilder().input("X", zeros).input("Updates", ones).output("Out", touched)
        .attribute("overwrite", true).build());
    site.add(Steps.scale(touched, untouched, -1, 1));
    site.add(Steps.binary("elementwise_mul", input, untouched, kept));
    site.add(Steps.binary("elementwise_add", kept, written, output));
    return true;
  }

  private static Operator fill(String like, String output, float value, Site site) {
    return Steps.unary("fill_any_like", like, output).toBuilder().attribute("value", value)
        .attribute("dtype", Steps.number(site.type(like))).build();
  }
}
