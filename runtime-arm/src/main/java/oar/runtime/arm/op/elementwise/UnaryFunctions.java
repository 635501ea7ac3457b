package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.kernel.SoftRectifiers;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.lowering.OperationFactory;

/** The operators that compute a function of each element: type, attributes with defaults, formula. */
public final class UnaryFunctions {
  /** What Paddle computes without carrying the LoD on. */
  private static final String WITHOUT_LEVEL_OF_DETAIL = "abs";

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static final Map<String, Function<Operator, UnaryFunction>> TABLE = table();

  private UnaryFunctions() {}

  private static Map<String, Function<Operator, UnaryFunction>> table() {
    SequencedMap<String, Function<Operator, UnaryFunction>> table = new LinkedHashMap<>();
    addRectifiers(table);
    addSoftRectifiers(table);
    addShrinkers(table);
    table.put("sigmoid", op -> sigmoid());
    table.put("tanh", op -> tanh());
    table.put("stanh", op -> stanh(op.floatAttribute("scale_a", 0.67f), op.floatAttribute("scale_b", 1.7159f)));
    table.put("softsign", op -> UnaryFunction.of(x -> x / (1 + Math.abs(x))));
    table.put("hard_sigmoid", op -> hardSigmoid(op.floatAttribute("slope", 0.2f), op.floatAttribute("offset", 0.5f)));
    table.put("hard_swish", op -> hardSwish(6, 6, 3));
    table.put("logit", op -> logit(op.floatAttribute("eps", 1e-6f)));
    table.put("round", Rounding::of);
    MathFunctions.table().forEach((type, function) -> table.put(type, op -> function));
    return table;
  }

  private static void addRectifiers(Map<String, Function<Operator, UnaryFunction>> table) {
    table.put("relu", op -> relu());
    table.put("relu6", op -> clip(0, 6));
    table.put("relu_clipped", op -> clip(0, op.floatAttribute("Relu_clipped_coef", 1)));
    table.put("brelu", op -> clip(op.floatAttribute("t_min", 0), op.floatAttribute("t_max", 24)));
    table.put("leaky_relu", op -> leakyRelu(op.floatAttribute("alpha", 0.02f)));
    table.put("thresholded_relu", op -> thresholdedRelu(op.floatAttribute("threshold", 1),
        op.floatAttribute("value", 0)));
  }

  private static void addSoftRectifiers(Map<String, Function<Operator, UnaryFunction>> table) {
    table.put("swish", op -> swish(1));
    table.put("silu", op -> swish(1));
    table.put("gelu", op -> op.booleanAttribute("approximate", false)
        ? UnaryFunction.of(Activations::geluByTanh, UnaryFunctions::geluByTanh)
        : gelu());
    table.put("elu", op -> elu(op.floatAttribute("alpha", 1)));
    table.put("celu", op -> celu(op.floatAttribute("alpha", 1)));
    table.put("selu", op -> selu(op.floatAttribute("scale", (float) SELU_SCALE),
        op.floatAttribute("alpha", (float) SELU_ALPHA)));
    table.put("mish", op -> mish(op.floatAttribute("threshold", 20)));
    table.put("softplus", op -> softplus(op.floatAttribute("beta", 1), op.floatAttribute("threshold", 20)));
    table.put("logsigmoid", op -> UnaryFunction.of(UnaryFunctions::logSigmoid));
  }

  private static void addShrinkers(Map<String, Function<Operator, UnaryFunction>> table) {
    table.put("tanh_shrink", op -> UnaryFunction.of(x -> x - Math.tanh(x)));
    table.put("hard_shrink", op -> hardShrink(op.floatAttribute("threshold", 0.5f)));
    table.put("softshrink", op -> softShrink(op.floatAttribute("lambda", 0.5f)));
  }

  /** Return {@code x > 0 ? x : 0}. */
  public static UnaryFunction relu() {
    return UnaryFunction.of(Activations::positive, x -> x > 0 ? x : 0).as(Rectifier.RELU);
  }

  static UnaryFunction clip(float low, float high) {
    return UnaryFunction.of(Activations.clip(low, high), x -> Math.min(Math.max(x, low), high))
        .as(Rectifier.clip(low, high));
  }

  static UnaryFunction leakyRelu(float slope) {
    return UnaryFunction.of(Activations.leakyRelu(slope), x -> x > 0 ? x : slope * x).as(Rectifier.leaky(slope));
  }

  /** Products rather than a choice, so that what is not finite does not become 0. */
  private static UnaryFunction thresholdedRelu(float threshold, float value) {
    return UnaryFunction.of(x -> (x > threshold ? 1 : 0) * x + (x > threshold ? 0 : 1) * value);
  }

  static UnaryFunction hardSigmoid(float slope, float offset) {
    return UnaryFunction.of(Activations.hardSigmoid(slope, offset),
        x -> Math.min(Math.max(slope * x + offset, 0.0), 1.0)).as(Rectifier.hardSigmoid(slope, offset));
  }

  static UnaryFunction hardSwish(float threshold, float scale, float offset) {
    return UnaryFunction.of(Activations.hardSwish(threshold, scale, offset),
        x -> x * Math.min(Math.max(x + offset, 0), threshold) / scale)
        .as(Rectifier.hardSwish(threshold, scale, offset));
  }

  static UnaryFunction sigmoid() {
    return UnaryFunction.of(Activations::sigmoid, x -> 1 / (1 + Math.exp(-x))).as(Rectifier.sigmoid());
  }

  static UnaryFunction tanh() {
    return UnaryFunction.of(Activations::tanh, Math::tanh).as(Rectifier.tanh());
  }

  static UnaryFunction swish(float beta) {
    return UnaryFunction.of(Activations.swish(beta), x -> x / (1 + Math.exp(-beta * x))).as(Rectifier.swish(beta));
  }

  static UnaryFunction gelu() {
    return UnaryFunction.of(Activations::gelu, x -> x / 2 * (1 + ErrorFunction.erf(x / Math.sqrt(2))))
        .as(Rectifier.gelu());
  }

  private static double geluByTanh(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static UnaryFunction stanh(float inner, float outer) {
    return UnaryFunction.of(x -> outer * Math.tanh(inner * x));
  }

  private static UnaryFunction elu(float alpha) {
    return UnaryFunction.of(SoftRectifiers.elu(alpha), x -> x < 0 ? alpha * Math.expm1(x) : x);
  }

  private static UnaryFunction celu(float alpha) {
    return UnaryFunction.of(x -> Math.max(x, 0) + Math.min(alpha * Math.expm1(x / alpha), 0));
  }

  private static UnaryFunction selu(float scale, float alpha) {
    return UnaryFunction.of(x -> scale * (x > 0 ? x : alpha * Math.expm1(x)));
  }

  private static UnaryFunction softplus(float beta, float threshold) {
    return UnaryFunction.of(SoftRectifiers.softplus(beta, threshold), x -> softplus(x, beta, threshold));
  }

  private static double softplus(double x, float beta, float threshold) {
    return beta * x > threshold ? x : Math.log1p(Math.exp(beta * x)) / beta;
  }

  private static UnaryFunction mish(float threshold) {
    UnaryFunction exact = UnaryFunction.of(x -> x * Math.tanh(softplus(x, 1, threshold)));
    return threshold < 20 ? exact : UnaryFunction.of(SoftRectifiers::mish, exact.onDoubles());
  }

  /** The step from x over its magnitude gives NaN at minus infinity, as in Paddle. */
  private static double logSigmoid(double x) {
    double magnitude = Math.max(-x, 0);
    return -magnitude - Math.log(Math.exp(-magnitude) + Math.exp(-x - magnitude));
  }

  /** Products rather than choices, so that what is not a number stays none. */
  private static UnaryFunction hardShrink(float threshold) {
    return UnaryFunction.of(x -> (x > threshold || x < -threshold ? 1 : 0) * x);
  }

  private static UnaryFunction softShrink(float lambda) {
    return UnaryFunction.of(x -> (x > lambda ? 1 : 0) * (x - lambda) + (x < -lambda ? 1 : 0) * (x + lambda));
  }

  private static UnaryFunction logit(float margin) {
    return UnaryFunction.of(FloatLoop.each(x -> (float) logit(x, margin, 1 - margin)),
        x -> logit(x, margin, 1 - (double) margin));
  }

  /** {@code ln(x / (1 - x))} of the nearest number between two, or of any number if they are 0 and 1. */
  private static double logit(double x, double least, double greatest) {
    double inside = least > 0 ? Math.max(least, Math.min(x, greatest)) : x;
    return Math.log(inside / (1 - inside));
  }

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((type, function) -> factories.put(type, reader -> new Unary(reader.input("X"), reader.output("Out"),
        function.apply(reader.operator()), !type.equals(WITHOUT_LEVEL_OF_DETAIL))));
    return factories;
  }
}
