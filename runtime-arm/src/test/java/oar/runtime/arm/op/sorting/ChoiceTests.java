package oar.runtime.arm.op.sorting;

import static oar.runtime.arm.op.OperatorTester.tensor;
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

class ChoiceTests {
  private static final float NAN = Float.NaN;
  private static final Tensor MATRIX = Tensor.of(Shape.of(2, 4), 4f, 1f, 3f, 0f, 8f, 5f, 9f, 6f);

  private static OperatorTester choice(String type, Tensor x) {
    return new OperatorTester(type).input("X", x).output("Out").output("Indices");
  }

  private static OperatorTester median(String type, Tensor x) {
    return new OperatorTester(type).input("X", x).output("Out").output("MedianIndex");
  }

  private static List<Tensor> tensors(OperatorTester tester) {
    return tester.outputs().stream().map(LodTensor::tensor).toList();
  }

  @Test
  void theKthLeastElementIsFound() {
    assertEquals(List.of(Tensor.of(Shape.of(2), 3f, 8f), Tensor.of(Shape.of(2), 2L, 0L)),
        tensors(choice("kthvalue", MATRIX).attribute("k", 3)));
    assertEquals(Tensor.of(Shape.of(1, 4), 4f, 1f, 3f, 0f),
        choice("kthvalue", MATRIX).attribute("k", 1).attribute("axis", -2).attribute("keepdim", true).run());
    assertEquals(Tensor.of(Shape.SCALAR, 2), choice("kthvalue", Tensor.of(Shape.SCALAR, 2)).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 5})
  void elementsThatAreNotThereAreRefused(int k) {
    assertTrue(choice("kthvalue", MATRIX).attribute("k", k).refusal().contains("k is " + k));
  }

  @Test
  void theMostFrequentElementIsTheLeastOfSeveral() {
    Tensor x = Tensor.of(Shape.of(3, 4), 2L, 1L, 2L, 1L, 3L, 4L, 5L, 6L, 7L, 7L, 0L, 9L);
    assertEquals(List.of(Tensor.of(Shape.of(3), 1L, 3L, 7L), Tensor.of(Shape.of(3), 3L, 0L, 1L)),
        tensors(choice("mode", x)));
    assertEquals(Tensor.of(Shape.of(1), 1f), choice("mode", Tensor.of(Shape.of(3), NAN, NAN, 1f)).attribute("keepdim",
        true).run());
  }

  @Test
  void nothingCanBeChosenFromNothing() {
    Tensor nothing = tensor(DataType.FLOAT32, Shape.of(2, 0));
    assertTrue(choice("mode", nothing).refusal().contains("has no elements along axis -1 to choose from"));
    assertTrue(choice("kthvalue", nothing).refusal().contains("has no elements along axis -1"));
    assertEquals(Tensor.of(Shape.SCALAR, NAN), median("median", nothing).run());
    assertTrue(median("median", tensor(DataType.INT64, Shape.of(0))).refusal().contains("none is in the middle"));
  }

  @Test
  void theMeanOfTwoInTheMiddleOrTheLesserOneIsTheMedian() {
    assertEquals(List.of(Tensor.of(Shape.of(2), 2f, 7f), Tensor.of(Shape.of(2, 2), 1L, 2L, 3L, 0L)),
        tensors(median("median", MATRIX).attribute("axis", List.of(1))));
    assertEquals(List.of(Tensor.of(Shape.of(2, 1), 1f, 6f), Tensor.of(Shape.of(2, 1), 1L, 3L)),
        tensors(median("median", MATRIX).attribute("axis", List.of(-1)).attribute("keepdim", true)
            .attribute("mode", "min")));
    assertEquals(Tensor.of(Shape.SCALAR, 4.5f), median("median", MATRIX).run());
    assertEquals(Tensor.of(Shape.SCALAR, -1), median("nanmedian", Tensor.of(Shape.of(2), -1, -2)).run());
  }

  @Test
  void nanIsTheMedianUnlessItIsLeftOut() {
    Tensor x = Tensor.of(Shape.of(2, 3), 1f, NAN, 3f, NAN, NAN, NAN);
    OperatorTester least = median("median", x).attribute("axis", List.of(1)).attribute("mode", "min");
    assertEquals(List.of(Tensor.of(Shape.of(2), NAN, NAN), Tensor.of(Shape.of(2), 1L, 0L)), tensors(least));
    OperatorTester numbers = median("nanmedian", x).attribute("axis", List.of(1)).attribute("mode", "min");
    assertEquals(List.of(Tensor.of(Shape.of(2), 1f, NAN), Tensor.of(Shape.of(2), 0L, -1L)), tensors(numbers));
  }

  @Test
  void medianModesAndAxesThatAreNoneAreRefused() {
    assertTrue(median("median", MATRIX).attribute("mode", "max").refusal().contains("it must be avg or min"));
    assertTrue(median("nanmedian", MATRIX).attribute("axis", List.of(0, 0)).refusal().contains("dimension 0 twice"));
  }
}
