package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class UnaryTests {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Map<String, DoubleUnaryOperator> FORMULAS = new TreeMap<>(Map.ofEntries(
      Map.entry("sigmoid", x -> 1 / (1 + Math.exp(-x))), Map.entry("silu", x -> x / (1 + Math.exp(-x))),
      Map.entry("tanh", Math::tanh), Map.entry("exp", Math::exp), Map.entry("expm1", Math::expm1),
      Map.entry("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
      Map.entry("asinh", x -> Math.log(x + Math.hypot(x, 1))),
      Map.entry("atanh", x -> Math.log((1 + x) / (1 - x)) / 2), Map.entry("cosh", Math::cosh),
      Map.entry("logsigmoid", x -> -Math.log1p(Math.exp(-x))), Map.entry("softsign", x -> x / (1 + Math.abs(x))),
      Map.entry("hard_swish", x -> x * Math.clamp(x + 3, 0, 6) / 6), Map.entry("log1p", Math::log1p),
      Map.entry("rsqrt", x -> 1 / Math.sqrt(x)), Map.entry("reciprocal", x -> 1 / x)));

  private static OperatorTester of(String type, DataType dataType, double... x) {
    return new OperatorTester(type).input("X", tensor(dataType, Shape.of(x.length), x));
  }

  @Test
  void everyFunctionFollowsItsFormulaInBothPrecisions() {
    long seed = 7;
    double[] x = new Random(seed).doubles(2500, -8, 8).toArray();
    FORMULAS.forEach((type, formula) -> {
      double[] expected = Arrays.stream(x).map(formula).toArray();
      assertClose(expected, elements(of(type, DataType.FLOAT64, x).run()), 1e-12, type + ", seed " + seed);
      double[] single = Arrays.stream(x).map(value -> formula.applyAsDouble((float) value)).toArray();
      assertClose(single, elements(of(type, DataType.FLOAT32, x).run()), 3e-6, type + ", seed " + seed);
    });
  }

  private static void assertClose(double[] expected, double[] actual, double tolerance, String message) {
    for (int i = 0; i < expected.length; i++) {
      double allowed = Double.isNaN(expected[i]) ? tolerance : tolerance * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], actual[i], allowed, message + ", element " + i);
    }
  }

  @Test
  void whatIsNotFiniteFollowsTheFormula() {
    double[] x = {NAN, INFINITY, -INFINITY};
    assertArrayEquals(new double[]{0, INFINITY, 0}, elements(of("relu", DataType.FLOAT32, x).run()));
    assertArrayEquals(new double[]{NAN, 1, 0}, elements(of("sigmoid", DataType.FLOAT32, x).run()), Float.MIN_NORMAL);
    assertArrayEquals(new double[]{NAN, INFINITY, NAN}, elements(of("thresholded_relu", DataType.FLOAT32, x).run()));
    assertArrayEquals(new double[]{NAN, NAN, NAN}, elements(of("softshrink", DataType.FLOAT32, x).run()));
    assertArrayEquals(new double[]{NAN, -0.0, NAN}, elements(of("logsigmoid", DataType.FLOAT32, x).run()));
    assertArrayEquals(new double[]{NAN, INFINITY, -INFINITY}, elements(of("asinh", DataType.FLOAT32, x).run()));
    assertArrayEquals(new double[]{NAN, INFINITY, INFINITY}, elements(of("abs", DataType.FLOAT32, x).run()));
  }

  @Test
  void halvesAreRoundedAwayFromZero() {
    assertArrayEquals(new double[]{1, -1, 3, 0, 8388609},
        elements(of("round", DataType.FLOAT32, 0.5, -0.5, 2.5, 0.49999997, 8388609).run()));
  }

  @Test
  void attributesOfSwishAndHardSwishAndRelu6AreIgnoredAsInPaddle() {
    double[] x = {1, 7};
    assertArrayEquals(elements(of("silu", DataType.FLOAT32, x).run()),
        elements(of("swish", DataType.FLOAT32, x).attribute("beta", 2f).run()));
    assertArrayEquals(elements(of("hard_swish", DataType.FLOAT32, x).run()),
        elements(of("hard_swish", DataType.FLOAT32, x).attribute("offset", 1f).run()));
    assertArrayEquals(new double[]{1, 6}, elements(of("relu6", DataType.FLOAT32, x).attribute("threshold", 2f).run()));
  }

  @Test
  void integersStayIntegersWhereTheFunctionHasThem() {
    assertEquals(Tensor.of(Shape.of(2), 9007199254740993L, 4L),
        new OperatorTester("abs").input("X", Tensor.of(Shape.of(2), -9007199254740993L, 4L)).run());
    assertEquals(Tensor.of(Shape.of(2), 9, 1), of("square", DataType.INT32, -3, 1).run());
  }

  @Test
  void logarithmsOfIntegersAreFloats() {
    assertEquals(Tensor.of(Shape.of(2), 0f, 3f), of("log2", DataType.INT64, 1, 8).run());
  }

  @Test
  void aTypeWithoutTheFunctionIsRefused() {
    assertTrue(of("sigmoid", DataType.INT32, 1).refusal().contains("the operator has no meaning on int32"));
    assertTrue(of("exp", DataType.BOOL, 1).refusal().contains("operator exp"));
  }

  @Test
  void halfPrecisionRoundsTheResultOnce() {
    assertEquals(tensor(DataType.FLOAT16, Shape.of(2), 0.5, 0.7310585), of("sigmoid", DataType.FLOAT16, 0, 1).run());
  }

  @Test
  void shapesAreKeptWhateverTheyAre() {
    for (Shape shape : new Shape[]{Shape.SCALAR, Shape.of(0), Shape.of(2, 0, 3), Shape.of(1, 1, 1, 1, 1, 2)}) {
      assertEquals(shape, new OperatorTester("gelu").input("X", tensor(DataType.FLOAT32, shape)).run().shape());
    }
  }

  @Test
  void sequencesAreCarriedByAllButAbs() {
    LevelOfDetail levels = LevelOfDetail.of(new long[]{0, 1, 3});
    LodTensor x = new LodTensor(Tensor.of(Shape.of(3), 1f, 2f, 3f), levels);
    assertEquals(levels, new OperatorTester("tanh").input("X", x).outputs().getFirst().levelOfDetail());
    assertEquals(LevelOfDetail.NONE, new OperatorTester("abs").input("X", x).outputs().getFirst().levelOfDetail());
  }
}
