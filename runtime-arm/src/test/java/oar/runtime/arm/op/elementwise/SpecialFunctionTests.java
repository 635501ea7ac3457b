package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialFunctionTests {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double EULER = 0.57721566490153286;
  private static final long SEED = 11;

  private static OperatorTester of(String type, double... x) {
    return new OperatorTester(type).input("X", tensor(DataType.FLOAT64, Shape.of(x.length), x));
  }

  private static double[] results(String type, double... x) {
    return elements(of(type, x).run());
  }

  private static double[] map(double[] x, DoubleUnaryOperator function) {
    return Arrays.stream(x).map(function).toArray();
  }

  private static void assertClose(double[] expected, double[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-9 * Math.max(1, Math.abs(expected[i])),
          "element " + i + ", seed " + SEED);
    }
  }

  @Test
  void logarithmsOfFactorialsAreKnown() {
    assertArrayEquals(new double[]{0, 0, Math.log(2), Math.log(24), Math.log(Math.PI) / 2},
        results("lgamma", 1, 2, 3, 5, 0.5), 1e-13);
    assertArrayEquals(new double[]{INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, NAN},
        results("lgamma", 0, -1, -7, INFINITY, -INFINITY, NAN));
  }

  @Test
  void gammaFollowsItsRecurrenceOnBothSidesOfZero() {
    double[] x = new Random(SEED).doubles(1000, -20, 30).toArray();
    double[] before = results("lgamma", x);
    double[] expected = new double[x.length];
    Arrays.setAll(expected, i -> before[i] + Math.log(Math.abs(x[i])));
    assertClose(expected, results("lgamma", map(x, value -> value + 1)));
    double[] slopes = results("digamma", x);
    Arrays.setAll(expected, i -> slopes[i] + 1 / x[i]);
    assertClose(expected, results("digamma", map(x, value -> value + 1)));
  }

  @Test
  void digammaHasPoles() {
    assertArrayEquals(new double[]{-EULER, 1 - EULER, -EULER - 2 * Math.log(2)}, results("digamma", 1, 2, 0.5), 1e-13);
    assertArrayEquals(new double[]{-INFINITY, INFINITY, NAN, NAN, NAN},
        results("digamma", 0, -0.0, -1, -INFINITY, NAN));
  }

  @Test
  void theInverseOfTheErrorFunctionUndoesIt() {
    double[] x = new Random(SEED).doubles(1000, -3, 3).toArray();
    assertArrayEquals(x, results("erfinv", results("erf", x)), 1e-9, "seed " + SEED);
    assertArrayEquals(new double[]{INFINITY, -INFINITY, INFINITY, 0, NAN}, results("erfinv", 1, -1, 2, 0, NAN));
  }

  @Test
  void theLogitUndoesTheSigmoidAndKeepsItsMargin() {
    double[] x = new Random(SEED).doubles(1000, -8, 8).toArray();
    assertArrayEquals(x, results("logit", results("sigmoid", x)), 1e-9, "seed " + SEED);
    double bound = Math.log(3);
    assertArrayEquals(new double[]{-bound, -bound, 0, bound, bound, NAN},
        elements(of("logit", -1, 0, 0.5, 1, 2, NAN).attribute("eps", 0.25f).run()), 1e-12);
    assertArrayEquals(new double[]{NAN, -INFINITY, INFINITY, NAN},
        elements(of("logit", -1, 0, 1, 2).attribute("eps", 0f).run()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lgamma", "digamma", "erfinv", "logit"})
  void integersAreRefused(String type) {
    String refusal = new OperatorTester(type).input("X", Tensor.of(Shape.of(1), 1)).refusal();
    assertTrue(refusal.contains("the operator has no meaning on int32"), refusal);
  }

  @Test
  void halvesAreRoundedAsTheProgramsVersionDoes() {
    double[] halves = {0.5, 1.5, 2.5, -0.5, -2.5};
    assertArrayEquals(new double[]{1, 2, 3, -1, -3}, results("round", halves));
    assertArrayEquals(new double[]{0, 2, 2, -0.0, -2}, elements(of("round", halves).attribute("decimals", 0).run()));
  }

  @Test
  void digitsAreKeptBehindThePointOrDroppedBeforeIt() {
    assertArrayEquals(new double[]{12.35, -0.01},
        elements(of("round", 12.349, -0.0051).attribute("decimals", 2).run()));
    assertArrayEquals(new double[]{120, -40}, elements(of("round", 123, -35).attribute("decimals", -1).run()));
    Tensor whole = Tensor.of(Shape.of(2), 123, -35);
    assertEquals(whole, new OperatorTester("round").input("X", whole).attribute("decimals", -1).run());
  }

  @Test
  void whatIsBelowTheThresholdMayBecomeAnyValue() {
    assertArrayEquals(new double[]{-3, -3, 2},
        elements(of("thresholded_relu", 0.5, 1, 2).attribute("threshold", 1f).attribute("value", -3f).run()));
  }

  @Test
  void aRandomSlopeIsItsMeanUnlessItTrains() {
    OperatorTester trained = of("rrelu", -2, 0, 3).attribute("lower", 0.25f).attribute("upper", 0.75f)
        .attribute("is_test", true);
    assertArrayEquals(new double[]{-1, 0, 3}, elements(trained.run()));
    assertTrue(of("rrelu", 1).refusal().contains("training (is_test false) is not supported"));
    assertTrue(of("rrelu", 1).attribute("is_test", true).attribute("lower", 0.9f).refusal()
        .contains("lower is 0.9 and upper 0.33333334"));
  }
}
