package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import oar.runtime.arm.kernel.Activations;
import oar.runtime.arm.kernel.Exponential;
import oar.runtime.arm.kernel.FloatLoop;

/** The functions of one element that have no attributes: operator type and formula. */
final class MathFunctions {
  private static final double LN_2 = Math.log(2);

  private MathFunctions() {}

  static Map<String, UnaryFunction> table() {
    SequencedMap<String, UnaryFunction> table = new LinkedHashMap<>();
    addArithmetic(table);
    table.put("exp", UnaryFunction.of(Exponential::exp, Math::exp).makingReal());
    table.put("expm1", UnaryFunction.of(Math::expm1).makingReal());
    table.put("log", UnaryFunction.of(Math::log).makingReal());
    table.put("log1p", UnaryFunction.of(Math::log1p).makingReal());
    table.put("log2", UnaryFunction.of(x -> Math.log(x) / LN_2).makingReal());
    table.put("log10", UnaryFunction.of(Math::log10).makingReal());
    table.put("erf", UnaryFunction.of(Activations::erf, ErrorFunction::erf));
    table.put("erfinv", UnaryFunction.of(FloatLoop.each(ErrorFunction::inverse), ErrorFunction::inverse));
    table.put("lgamma", UnaryFunction.of(GammaFunction::logarithm));
    table.put("digamma", UnaryFunction.of(GammaFunction::digamma));
    addTrigonometry(table);
    return table;
  }

  private static void addArithmetic(Map<String, UnaryFunction> table) {
    table.put("abs", UnaryFunction.of(eachMagnitude(), Math::abs).onIntegers(Math::abs));
    table.put("negative", UnaryFunction.of(x -> -x).onIntegers(x -> -x));
    table.put("sign", UnaryFunction.of(Math::signum).onIntegers(Long::signum));
    table.put("square", UnaryFunction.of(eachSquare(), x -> x * x).onIntegers(x -> x * x));
    table.put("sqrt", UnaryFunction.of(eachRoot(), Math::sqrt));
    table.put("rsqrt", UnaryFunction.of(x -> 1 / Math.sqrt(x)));
    table.put("reciprocal", UnaryFunction.of(x -> 1 / x));
    table.put("floor", UnaryFunction.of(Math::floor).onIntegers(x -> x));
    table.put("ceil", UnaryFunction.of(Math::ceil).onIntegers(x -> x));
    DoubleUnaryOperator truncate = x -> Math.copySign(Math.floor(Math.abs(x)), x);
    table.put("trunc", UnaryFunction.of(truncate).onIntegers(x -> x));
  }

  private static void addTrigonometry(Map<String, UnaryFunction> table) {
    table.put("sin", UnaryFunction.of(Math::sin));
    table.put("cos", UnaryFunction.of(Math::cos));
    table.put("tan", UnaryFunction.of(Math::tan));
    table.put("asin", UnaryFunction.of(Math::asin));
    table.put("acos", UnaryFunction.of(Math::acos));
    table.put("atan", UnaryFunction.of(Math::atan));
    table.put("sinh", UnaryFunction.of(Math::sinh));
    table.put("cosh", UnaryFunction.of(Math::cosh));
    table.put("asinh", UnaryFunction.of(MathFunctions::asinh));
    table.put("acosh", UnaryFunction.of(x -> Math.log(x + Math.sqrt(x * x - 1))));
    table.put("atanh", UnaryFunction.of(x -> Math.log1p(2 * x / (1 - x)) / 2));
  }

  /** {@code ln(x + sqrt(x^2 + 1))}, exact near 0. */
  private static double asinh(double x) {
    double magnitude = Math.abs(x);
    double beyond = magnitude / (1 / magnitude + Math.hypot(1, 1 / magnitude));
    return Math.copySign(Math.log1p(magnitude + beyond), x);
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
}
