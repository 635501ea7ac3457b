package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import oar.api.model.Operator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Exponential;
import oar.runtime.arm.kernel.FloatLoop;
import oar.runtime.arm.lowering.OperationFactory;

/** The operators that compute a function of each element: type, attributes with defaults, formula. */
public final class UnaryFunctions {
  private static final Map<String, Function<Operator, UnaryFunction>> TABLE = table();

  private UnaryFunctions() {}

  private static Map<String, Function<Operator, UnaryFunction>> table() {
    SequencedMap<String, Function<Operator, UnaryFunction>> table = new LinkedHashMap<>();
    table.put("relu", op -> UnaryFunction.of(Activations::relu, x -> Math.max(x, 0)).onIntegers(x -> Math.max(x, 0)));
    table.put("relu6", op -> clip(0, 6));
    table.put("relu_clipped", op -> clip(0, op.floatAttribute("Relu_clipped_coef", 1)));
    table.put("leaky_relu", op -> leakyRelu(op.floatAttribute("alpha", 0.02f)));
    table.put("sigmoid", op -> UnaryFunction.of(Activations::sigmoid, UnaryFunctions::sigmoid));
    table.put("tanh", op -> UnaryFunction.of(Activations::tanh, Math::tanh));
    table.put("swish", op -> UnaryFunction.of(Activations.swish(1), x -> x * sigmoid(x)));
    table.put("silu", op -> UnaryFunction.of(Activations.swish(1), x -> x * sigmoid(x)));
    table.put("hard_sigmoid", op -> hardSigmoid(op.floatAttribute("slope", 0.2f), op.floatAttribute("offset", 0.5f)));
    table.put("hard_swish", op -> hardSwish(6, 6, 3));
    table.put("gelu", op -> op.booleanAttribute("approximate", false)
        ? UnaryFunction.of(Activations::geluByTanh, UnaryFunctions::geluByTanh)
        : UnaryFunction.of(Activations::gelu, x -> x / 2 * (1 + ErrorFunction.erf(x / Math.sqrt(2)))));
    table.put("erf", op -> UnaryFunction.of(Activations::erf, ErrorFunction::erf));
    table.put("exp", op -> UnaryFunction.of(Exponential::exp, Math::exp));
    table.put("log", op -> UnaryFunction.of(Math::log));
    table.put("log1p", op -> UnaryFunction.of(Math::log1p));
    table.put("sqrt", op -> UnaryFunction.of(eachRoot(), Math::sqrt));
    table.put("rsqrt", op -> UnaryFunction.of(x -> 1 / Math.sqrt(x)));
    table.put("square", op -> UnaryFunction.of(eachSquare(), x -> x * x).onIntegers(x -> x * x));
    table.put("abs", op -> UnaryFunction.of(eachMagnitude(), Math::abs).onIntegers(Math::abs));
    table.put("floor", op -> UnaryFunction.of(Math::floor));
    table.put("ceil", op -> UnaryFunction.of(Math::ceil));
    table.put("round", op -> UnaryFunction.of(x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x)));
    table.put("reciprocal", op -> UnaryFunction.of(x -> 1 / x));
    table.put("sin", op -> UnaryFunction.of(Math::sin));
    table.put("cos", op -> UnaryFunction.of(Math::cos));
    table.put("sign", op -> UnaryFunction.of(x -> Math.signum(x)));
    table.put("negative", op -> UnaryFunction.of(x -> -x).onIntegers(x -> -x));
    table.put("elu", op -> elu(op.floatAttribute("alpha", 1)));
    table.put("mish", op -> UnaryFunction.of(x -> x * Math.tanh(softplus(x, 1, op.floatAttribute("threshold", 20)))));
    table.put("softplus",
        op -> UnaryFunction.of(x -> softplus(x, op.floatAttribute("beta", 1), op.floatAttribute("threshold", 20))));
    table.put("thresholded_relu", op -> thresholdedRelu(op.floatAttribute("threshold", 1)));
    return table;
  }

  private static FloatLoop eachRoot() {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = (float) Math.sqrt(x[i]);
      }
    };
  }

  private static FloatLoop eachSquare() {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] *= x[i];
      }
    };
  }

  private static FloatLoop eachMagnitude() {
    return (x, length, scratch) -> {
      for (int i = 0; i < length; i++) {
        x[i] = Math.abs(x[i]);
      }
    };
  }

  static UnaryFunction clip(float low, float high) {
    return UnaryFunction.of(Activations.clip(low, high), x -> Math.min(Math.max(x, low), high));
  }

  static UnaryFunction leakyRelu(float slope) {
    return UnaryFunction.of(Activations.leakyRelu(slope), x -> x > 0 ? x : slope * x);
  }

  static UnaryFunction hardSigmoid(float slope, float offset) {
    return UnaryFunction.of(Activations.hardSigmoid(slope, offset), x -> Math.clamp(slope * x + offset, 0.0, 1.0));
  }

  static UnaryFunction hardSwish(float threshold, float scale, float offset) {
    return UnaryFunction.of(Activations.hardSwish(threshold, scale, offset),
        x -> x * Math.min(Math.max(x + offset, 0), threshold) / scale);
  }

  private static UnaryFunction elu(float alpha) {
    DoubleUnaryOperator function = x -> x < 0 ? alpha * Math.expm1(x) : x;
    return UnaryFunction.of(function);
  }

  private static UnaryFunction thresholdedRelu(float threshold) {
    return UnaryFunction.of(x -> x > threshold ? x : 0);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double geluByTanh(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double softplus(double x, float beta, float threshold) {
    return beta * x > threshold ? x : Math.log1p(Math.exp(beta * x)) / beta;
  }

  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    TABLE.forEach((type, function) -> factories.put(type,
        reader -> new Unary(reader.input("X"), reader.output("Out"), function.apply(reader.operator()))));
    return factories;
  }
}
