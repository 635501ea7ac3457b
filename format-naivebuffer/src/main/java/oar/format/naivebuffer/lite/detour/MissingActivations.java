package oar.format.naivebuffer.lite.detour;

import java.util.Map;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;

/**
 * Composes activations and logarithms of which the runtime has no kernel:
 *
 * <pre>
 * brelu        clip(x, t_min, t_max)          softsign     x / (|x| + 1)
 * logsigmoid   -softplus(-x)                  softshrink   x - clip(x, -lambda, lambda)
 * stanh        scale_b * tanh(scale_a * x)    tanh_shrink  x - tanh(x)
 * celu         alpha * elu(x / alpha)         selu         scale * elu(x, alpha)
 * log2, log10  log(x) / log(base)             expm1        exp(x) - 1
 * </pre>
 */
final class MissingActivations implements Detour {
  private static final Map<String, Composition> COMPOSITIONS = Map.ofEntries(//
      Map.entry("brelu", MissingActivations::clip), //
      Map.entry("logsigmoid", MissingActivations::logSigmoid), //
      Map.entry("stanh", MissingActivations::scaledTanh), //
      Map.entry("softsign", MissingActivations::softSign), //
      Map.entry("softshrink", MissingActivations::softShrink), //
      Map.entry("tanh_shrink", MissingActivations::tanhShrink), //
      Map.entry("celu", MissingActivations::celu), //
      Map.entry("selu", MissingActivations::selu), //
      Map.entry("expm1", (_, x, y, site) -> then(Steps.unary("exp", x, y), 1, -1, site)), //
      Map.entry("log2", (_, x, y, site) -> then(Steps.unary("log", x, y), 1 / Math.log(2), 0, site)), //
      Map.entry("log10", (_, x, y, site) -> then(Steps.unary("log", x, y), 1 / Math.log(10), 0, site)));

  /** Klambauer, Unterthiner, Mayr and Hochreiter, "Self-Normalizing Neural Networks", 2017. */
  private static final float SELU_ALPHA = 1.6732632f;
  private static final float SELU_SCALE = 1.050701f;

  /** Adds steps from x to y. */
  @FunctionalInterface
  private interface Composition {
    void add(Operator operator, String x, String y, Site site);
  }

  @Override
  public boolean take(Operator operator, Site site) {
    Composition composition = COMPOSITIONS.get(operator.type());
    Optional<String> input = operator.input("X").filter(name -> site.type(name) == DataType.FLOAT32);
    if (composition == null || input.isEmpty()) {
      return false;
    }
    composition.add(operator, input.get(), operator.output("Out").orElseThrow(), site);
    return true;
  }

  private static void clip(Operator operator, String x, String y, Site site) {
    site.add(Steps.clip(x, y, operator.floatAttribute("t_min", 0), operator.floatAttribute("t_max", 24)));
  }

  private static void logSigmoid(Operator operator, String x, String y, Site site) {
    String negated = site.like(x);
    site.add(Steps.scale(x, negated, -1, 0));
    then(Steps.unary("softplus", negated, y).toBuilder().attribute("beta", 1f).attribute("threshold", 20f).build(), -1,
        0,
        site);
  }

  private static void scaledTanh(Operator operator, String x, String y, Site site) {
    String scaled = site.like(x);
    site.add(Steps.scale(x, scaled, operator.floatAttribute("scale_a", 0.67f), 0));
    then(Steps.unary("tanh", scaled, y), operator.floatAttribute("scale_b", 1.7159f), 0, site);
  }

  private static void softSign(Operator operator, String x, String y, Site site) {
    String magnitude = site.like(x);
    String divisor = site.like(x);
    site.add(Steps.unary("abs", x, magnitude));
    site.add(Steps.scale(magnitude, divisor, 1, 1));
    site.add(Steps.binary("elementwise_div", x, divisor, y));
  }

  private static void softShrink(Operator operator, String x, String y, Site site) {
    float bound = operator.floatAttribute("lambda", 0.5f);
    String clipped = site.like(x);
    site.add(Steps.clip(x, clipped, -bound, bound));
    site.add(Steps.binary("elementwise_sub", x, clipped, y));
  }

  private static void tanhShrink(Operator operator, String x, String y, Site site) {
    String tanh = site.like(x);
    site.add(Steps.unary("tanh", x, tanh));
    site.add(Steps.binary("elementwise_sub", x, tanh, y));
  }

  private static void celu(Operator operator, String x, String y, Site site) {
    float alpha = operator.floatAttribute("alpha", 1);
    String scaled = site.like(x);
    site.add(Steps.scale(x, scaled, 1 / alpha, 0));
    then(elu(scaled, y, 1), alpha, 0, site);
  }

  private static void selu(Operator operator, String x, String y, Site site) {
    then(elu(x, y, operator.floatAttribute("alpha", SELU_ALPHA)), operator.floatAttribute("scale", SELU_SCALE), 0,
        site);
  }

  private static Operator elu(String x, String y, float alpha) {
    return Steps.unary("elu", x, y).toBuilder().attribute("alpha", alpha).build();
  }

  /** Add a step and a {@code scale} behind it, which gives what the step would. */
  private static void then(Operator step, double factor, float offset, Site site) {
    String result = step.output("Out").orElseThrow();
    String between = site.like(result);
    site.add(step.toBuilder().output("Out", between).build());
    site.add(Steps.scale(between, result, (float) factor, offset));
  }
}
