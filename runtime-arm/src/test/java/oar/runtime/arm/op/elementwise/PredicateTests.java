package oar.runtime.arm.op.elementwise;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class PredicateTests {
  private static OperatorTester of(String type, Tensor x, Tensor y) {
    return new OperatorTester(type).input("X", x).input("Y", y);
  }

  private static void assertAnswers(OperatorTester question, double... expected) {
    Tensor answers = question.run();
    assertEquals(DataType.BOOL, answers.type());
    assertArrayEquals(expected, elements(answers));
  }

  @Test
  void numbersThatAreAlmostEqualAreEqual() {
    Tensor x = tensor(DataType.FLOAT64, Shape.of(4), 1, 1, Double.POSITIVE_INFINITY, Double.NaN);
    Tensor y = tensor(DataType.FLOAT64, Shape.of(4), 1 + 5e-9, 1 + 2e-8, Double.POSITIVE_INFINITY, Double.NaN);
    assertAnswers(of("equal", x, y), 1, 0, 1, 0);
    assertAnswers(of("not_equal", x, y), 0, 1, 0, 1);
  }

  @Test
  void largeIntegersAreComparedExactly() {
    Tensor x = Tensor.of(Shape.of(2), 9007199254740993L, -1L);
    Tensor y = Tensor.of(Shape.of(2), 9007199254740992L, -1L);
    assertAnswers(of("greater_than", x, y), 1, 0);
    assertAnswers(of("less_equal", x, y), 0, 1);
  }

  @Test
  void theLowerRankStandsAtTheAxis() {
    Tensor x = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
    Tensor y = Tensor.of(Shape.of(2), 2, 3);
    assertAnswers(of("less_than", x, y), 1, 1, 0, 0);
    assertAnswers(of("less_than", x, y).attribute("axis", 0), 1, 0, 0, 0);
    assertAnswers(of("greater_equal", tensor(DataType.INT32, Shape.SCALAR, 2), x), 1, 1, 0, 0);
  }

  @Test
  void typesThatDifferAreRefused() {
    for (String type : new String[]{"equal", "logical_and", "bitwise_or"}) {
      assertTrue(of(type, Tensor.of(Shape.of(1), 1), Tensor.of(Shape.of(1), 1L)).refusal().contains("of one type"),
          type);
    }
  }

  @Test
  void allButZeroIsTrue() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(3), 0, 0.5, Double.NaN);
    assertAnswers(new OperatorTester("logical_not").input("X", x), 1, 0, 0);
    assertAnswers(of("logical_xor", x, tensor(DataType.FLOAT32, Shape.of(1), 1)), 1, 0, 0);
  }

  @Test
  void bitwiseOperatorsKeepTheType() {
    Tensor x = tensor(DataType.INT8, Shape.of(2), 0b0110, -1);
    Tensor y = tensor(DataType.INT8, Shape.of(2), 0b0011, 5);
    assertEquals(tensor(DataType.INT8, Shape.of(2), 0b0010, 5), of("bitwise_and", x, y).run());
    assertEquals(tensor(DataType.INT8, Shape.of(2), 0b0101, -6), of("bitwise_xor", x, y).run());
    assertEquals(tensor(DataType.INT8, Shape.of(2), -7, 0), new OperatorTester("bitwise_not").input("X", x).run());
    assertEquals(tensor(DataType.BOOL, Shape.of(1), 0),
        new OperatorTester("bitwise_not").input("X", tensor(DataType.BOOL, Shape.of(1), 1)).run());
    assertEquals(tensor(DataType.UINT8, Shape.of(1), 254),
        new OperatorTester("bitwise_not").input("X", tensor(DataType.UINT8, Shape.of(1), 1)).run());
  }

  @Test
  void bitsOfFloatsAreRefused() {
    assertTrue(new OperatorTester("bitwise_not").input("X", Tensor.of(Shape.of(1), 1f)).refusal()
        .contains("must hold integers or truth values"));
  }
}
