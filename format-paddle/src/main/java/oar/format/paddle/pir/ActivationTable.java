package oar.format.paddle.pir;

import java.util.List;
import java.util.stream.Stream;

/** Functions of one tensor, element by element. */
final class ActivationTable {
  static final List<Mapping> LINES = Stream.concat(plain(), Stream.of( //
      unary("hardsigmoid", "hard_sigmoid"), //
      unary("hardshrink", "hard_shrink"), //
      unary("hardtanh", "brelu"), //
      unary("isnan", "isnan_v2"), //
      unary("isinf", "isinf_v2"), //
      unary("isfinite", "isfinite_v2"), //
      unary("relu6", "relu6").add("threshold", 6f), //
      unary("swish", "swish").add("beta", 1f), //
      unary("hardswish", "hard_swish").add("threshold", 6f).add("scale", 6f).add("offset", 3f), //
      unary("leaky_relu", "leaky_relu").rename("negative_slope", "alpha"), //
      unary("softshrink", "softshrink").rename("threshold", "lambda"), //
      unary("thresholded_relu", "thresholded_relu"), //
      unary("mish", "mish").rename("lambda", "threshold"), //
      unary("round", "round"), //
      unary("pow", "pow").rename("y", "factor"), //
      Mapping.of("prelu", "X, Alpha -> Out"), //
      Mapping.of("rrelu", "X -> Out, Noise"), //
      Mapping.of("scale", "X, @scale:float/ScaleTensor -> Out").add("scale", 1f))).toList();

  private ActivationTable() {}

  /** Functions that have the same name and the same attributes as operators. */
  private static Stream<Mapping> plain() {
    return Stream.of("relu", "sigmoid", "tanh", "silu", "gelu", "elu", "celu", "selu", "softplus", "softsign",
        "tanh_shrink", "logsigmoid", "maxout", "stanh", "softmax", "log_softmax", "abs", "exp", "expm1", "log", "log2",
        "log10", "log1p", "sqrt", "rsqrt", "square", "reciprocal", "sin", "cos", "tan", "asin", "acos", "atan", "sinh",
        "cosh", "asinh", "acosh", "atanh", "floor", "ceil", "sign", "erf", "erfinv", "trunc", "digamma", "lgamma",
        "logit").map(name -> unary(name, name));
  }

  private static Mapping unary(String operation, String type) {
    return Mapping.of(operation, type, "X -> Out");
  }
}
