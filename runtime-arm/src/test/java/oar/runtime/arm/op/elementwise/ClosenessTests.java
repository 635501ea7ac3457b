package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ClosenessTests {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final Tensor NUMBERS = Tensor.of(Shape.of(5), 1f, 100f, NAN, INFINITY, 0f);
  private static final Tensor OTHERS = Tensor.of(Shape.of(5), 1.05f, 101f, NAN, INFINITY, -0f);

  private static OperatorTester isClose(Tensor x, Tensor y) {
    return new OperatorTester("isclose").input("Input", x).input("Other", y);
  }

  private static OperatorTester pair(String type, Tensor x, Tensor y) {
    return new OperatorTester(type).input("X", x).input("Y", y);
  }

  private static Tensor truth(int... values) {
    double[] elements = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      elements[i] = values[i];
    }
    return tensor(DataType.BOOL, Shape.of(values.length), elements);
  }

  @Test
  void theTolerancesAreTextsOrTensors() {
    assertEquals(truth(0, 0, 0, 1, 1), isClose(NUMBERS, OTHERS).run());
    assertEquals(truth(0, 1, 0, 1, 1), isClose(NUMBERS, OTHERS).attribute("rtol", "0.01").run());
    assertEquals(truth(1, 0, 1, 1, 1), isClose(NUMBERS, OTHERS).attribute("equal_nan", true)
        .input("Atol", tensor(DataType.FLOAT64, Shape.of(1), 0.06)).run());
  }

  @Test
  void allAreCloseIfEachIs() {
    OperatorTester all = new OperatorTester("allclose").input("Input", NUMBERS).input("Other", OTHERS);
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 0), all.attribute("rtol", "1").run());
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 1), all.attribute("equal_nan", true).run());
  }

  @Test
  void tolerancesThatAreNoNumbersAreRefused() {
    assertTrue(isClose(NUMBERS, OTHERS).attribute("rtol", "much").refusal()
        .contains("rtol is 'much'; it must be a number"));
    assertTrue(isClose(NUMBERS, OTHERS).input("Rtol", Tensor.of(Shape.of(2), 1f, 2f)).refusal()
        .contains("must hold one number"));
  }

  @Test
  void tensorsThatCannotBeComparedAreRefused() {
    assertTrue(isClose(NUMBERS, Tensor.of(Shape.of(1), 1f)).refusal().contains("must be of one shape"));
    assertTrue(isClose(NUMBERS, tensor(DataType.FLOAT64, Shape.of(5))).refusal().contains("must be of one type"));
    assertTrue(pair("equal_all", NUMBERS, tensor(DataType.FLOAT64, Shape.of(5))).refusal()
        .contains("must be of one type"));
  }

  @Test
  void tensorsOfOtherShapesAreNotEqual() {
    Tensor x = Tensor.of(Shape.of(2, 1), 1, 2);
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 1), pair("equal_all", x, x).run());
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 0), pair("equal_all", x, Tensor.of(Shape.of(2), 1, 2)).run());
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 0), pair("equal_all", NUMBERS, NUMBERS).run());
  }

  @Test
  void theNumberIsTakenWhereTheOtherOneIsNone() {
    Tensor x = Tensor.of(Shape.of(4), NAN, 1f, NAN, 3f);
    Tensor y = Tensor.of(Shape.of(4), 2f, NAN, NAN, -3f);
    assertEquals(Tensor.of(Shape.of(4), 2f, 1f, NAN, 3f), pair("elementwise_fmax", x, y).run());
    assertEquals(Tensor.of(Shape.of(4), 2f, 1f, NAN, -3f), pair("elementwise_fmin", x, y).run());
  }

  @Test
  void onesHaveThePowerOneWhateverTheExponent() {
    Tensor x = Tensor.of(Shape.of(4), 1f, 1f, -1f, NAN);
    Tensor y = Tensor.of(Shape.of(4), NAN, INFINITY, -INFINITY, 0f);
    assertEquals(Tensor.of(Shape.of(4), 1f, 1f, 1f, 1f), pair("elementwise_pow", x, y).run());
  }

  @Test
  void theStepTakesTheOtherNumberAtZero() {
    Tensor x = Tensor.of(Shape.of(2, 2), -1, 0, 3, 0);
    assertEquals(Tensor.of(Shape.of(2, 2), 0, 9, 1, 9),
        pair("elementwise_heaviside", x, Tensor.of(Shape.of(1), 9)).run());
  }

  @Test
  void numbersAreToldFromWhatIsNone() {
    assertEquals(truth(0, 0, 1, 0, 0), new OperatorTester("isnan_v2").input("X", NUMBERS).run());
    assertEquals(truth(0, 0, 0, 1, 0), new OperatorTester("isinf_v2").input("X", NUMBERS).run());
    assertEquals(truth(1, 1, 0, 0, 1), new OperatorTester("isfinite_v2").input("X", NUMBERS).run());
    assertEquals(truth(1, 1), new OperatorTester("isfinite_v2").input("X", Tensor.of(Shape.of(2), 1L, -1L)).run());
    assertTrue(new OperatorTester("isnan_v2").input("X", truth(1)).refusal().contains("must hold real numbers"));
  }
}
