package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTests {
  private static final int LENGTH = 1021;

  static Stream<Arguments> functions() {
    return Stream.of(//
        function("relu", Activations::relu, x -> Math.max(x, 0)),
        function("relu6", Activations.clip(0, 6), x -> Math.min(Math.max(x, 0), 6)),
        function("clip", Activations.clip(-1, 2), x -> Math.min(Math.max(x, -1), 2)),
        function("leaky_relu", Activations.leakyRelu(0.1f), x -> x > 0 ? x : 0.1f * x),
        function("affine", Activations.affine(2, -3), x -> 2 * x - 3),
        function("hard_sigmoid", Activations.hardSigmoid(0.2f, 0.5f), x -> Math.clamp(0.2f * x + 0.5f, 0.0, 1.0)),
        function("hard_swish", Activations.hardSwish(6, 6, 3), x -> x * Math.clamp(x + 3, 0.0, 6.0) / 6),
        function("exp", Exponential::exp, Math::exp),
        function("sigmoid", Activations::sigmoid, ActivationsTests::sigmoid),
        function("swish", Activations.swish(1.5f), x -> x * sigmoid(1.5 * x)),
        function("tanh", Activations::tanh, Math::tanh),
        function("gelu by tanh", Activations::geluByTanh,
            x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))));
  }

  private static Arguments function(String name, FloatLoop loop, DoubleUnaryOperator exact) {
    return Arguments.of(name, loop, exact);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void loopsAgreeWithTheirFormulas(String name, FloatLoop loop, DoubleUnaryOperator exact) {
    float[] x = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      x[i] = (i - LENGTH / 2) * 0.02f;
    }
    float[] y = x.clone();
    loop.apply(y, LENGTH, new Scratch());
    for (int i = 0; i < LENGTH; i++) {
      double expected = exact.applyAsDouble(x[i]);
      assertEquals(expected, y[i], 1e-6 * Math.abs(expected) + 1e-6, name + " of " + x[i]);
    }
  }

  @Test
  void erfHasItsTabulatedValues() {
    float[] x = {0, 0.1f, 0.5f, 1, 2, 3, -1, 10};
    double[] erf = {0, 0.1124629160, 0.5204998778, 0.8427007929, 0.9953222650, 0.9999779095, -0.8427007929, 1};
    Activations.erf(x, x.length, new Scratch());
    for (int i = 0; i < x.length; i++) {
      assertEquals(erf[i], x[i], 4e-7);
    }
  }

  @Test
  void geluHasItsTabulatedValues() {
    float[] x = {0, 1, -1, 3, -3};
    double[] gelu = {0, 0.8413447461, -0.1586552539, 2.9959503059, -0.0040496941};
    Activations.gelu(x, x.length, new Scratch());
    for (int i = 0; i < x.length; i++) {
      assertEquals(gelu[i], x[i], 1e-6);
    }
  }

  @Test
  void expReachesZeroAndInfinityAndKeepsNaN() {
    float[] x = {-1000, Float.NEGATIVE_INFINITY, 88.7f, 89, Float.POSITIVE_INFINITY, Float.NaN, 0};
    Exponential.exp(x, x.length, new Scratch());
    assertEquals(0, x[0]);
    assertEquals(0, x[1]);
    assertEquals(Math.exp(88.7f), x[2], 1e32);
    assertEquals(Float.POSITIVE_INFINITY, x[3]);
    assertEquals(Float.POSITIVE_INFINITY, x[4]);
    assertEquals(Float.NaN, x[5]);
    assertEquals(1, x[6]);
  }

  @Test
  void sigmoidIsRightFarFromZero() {
    float[] x = {-200, 200};
    Activations.sigmoid(x, x.length, new Scratch());
    assertEquals(0, x[0]);
    assertEquals(1, x[1]);
  }
}
