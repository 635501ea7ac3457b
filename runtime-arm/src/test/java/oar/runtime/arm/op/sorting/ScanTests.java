package oar.runtime.arm.op.sorting;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTests {
  private static final Tensor MATRIX = Tensor.of(Shape.of(2, 3), 3, 1, 2, 0, 5, 4);
  private static final float NAN = Float.NaN;

  private static OperatorTester product(Tensor x, int axis) {
    return new OperatorTester("cumprod").input("X", x).attribute("dim", axis);
  }

  private static OperatorTester extremes(String type, Tensor x) {
    return new OperatorTester(type).input("x", x).output("out").output("indices");
  }

  private static List<Tensor> tensors(OperatorTester tester) {
    return tester.outputs().stream().map(LodTensor::tensor).toList();
  }

  @Test
  void productsRunAlongAnyAxis() {
    assertEquals(Tensor.of(Shape.of(2, 3), 3, 3, 6, 0, 0, 0), product(MATRIX, -1).run());
    assertEquals(Tensor.of(Shape.of(2, 3), 3, 1, 2, 0, 5, 8), product(MATRIX, 0).run());
    assertEquals(Tensor.of(Shape.of(2, 3), 2, 2, 1, 20, 4, 1),
        product(MATRIX, 1).attribute("exclusive", true).attribute("reverse", true).run());
  }

  @Test
  void anEmptyProductIsOneButThatOfAScalarIsTheScalar() {
    assertEquals(Tensor.of(Shape.of(1), 1f), product(Tensor.of(Shape.of(1), 7f), 0).attribute("exclusive", true).run());
    assertEquals(Tensor.of(Shape.SCALAR, 7f),
        product(Tensor.of(Shape.SCALAR, 7f), 0).attribute("exclusive", true).run());
    assertEquals(Shape.of(0, 3), product(tensor(DataType.FLOAT32, Shape.of(0, 3)), 1).run().shape());
  }

  @Test
  void logarithmsOfSumsDoNotOverflow() {
    Tensor x = tensor(DataType.FLOAT64, Shape.of(3), 1000, 1000, 1000);
    double[] expected = {1000, 1000 + Math.log(2), 1000 + Math.log(3)};
    assertArrayEquals(expected, elements(new OperatorTester("logcumsumexp").input("X", x).run()), 1e-9);
    assertEquals(-Double.MAX_VALUE,
        new OperatorTester("logcumsumexp").input("X", x).attribute("exclusive", true).run().doubleAt(0));
    assertEquals(Shape.of(6), new OperatorTester("logcumsumexp").attribute("flatten", true)
        .input("X", tensor(DataType.FLOAT32, Shape.of(2, 3))).run().shape());
  }

  @Test
  void theLastOfSeveralExtremesIsNamed() {
    Tensor x = Tensor.of(Shape.of(5), 2, 1, 2, 3, 1);
    assertEquals(List.of(Tensor.of(Shape.of(5), 2, 2, 2, 3, 3), Tensor.of(Shape.of(5), 0L, 0L, 2L, 3L, 3L)),
        tensors(extremes("cummax", x)));
    assertEquals(List.of(Tensor.of(Shape.of(5), 2, 1, 1, 1, 1), Tensor.of(Shape.of(5), 0, 1, 1, 1, 4)),
        tensors(extremes("cummin", x).attribute("dtype", 2)));
  }

  @Test
  void nanStaysTheExtreme() {
    Tensor x = Tensor.of(Shape.of(4), 1f, NAN, 9f, NAN);
    for (String type : List.of("cummax", "cummin")) {
      assertEquals(List.of(Tensor.of(Shape.of(4), 1f, NAN, NAN, NAN), Tensor.of(Shape.of(4), 0L, 1L, 1L, 3L)),
          tensors(extremes(type, x)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, 2, Integer.MAX_VALUE})
  void axesThatAreNoneAreRefused(int axis) {
    String rule = " is " + axis + "; for rank 2 it must be from -2 to 1";
    assertTrue(product(MATRIX, axis).refusal().contains("dim" + rule));
    assertTrue(extremes("cummax", MATRIX).attribute("axis", axis).refusal().contains("axis" + rule));
  }

  @Test
  void typesThatHaveNoResultAreRefused() {
    assertTrue(new OperatorTester("logcumsumexp").input("X", MATRIX).refusal().contains("no meaning on int32"));
    assertTrue(product(tensor(DataType.BOOL, Shape.of(1)), 0).refusal().contains("no meaning on bool"));
    assertTrue(extremes("cummin", MATRIX).attribute("dtype", 5).refusal().contains("it must be int32 or int64"));
    assertTrue(new OperatorTester("cumprod").input("X", MATRIX).refusal().contains("attribute dim is missing"));
  }
}
