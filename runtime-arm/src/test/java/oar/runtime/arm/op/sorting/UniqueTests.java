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
import org.junit.jupiter.params.provider.EnumSource;

class UniqueTests {
  private static OperatorTester unique(Tensor x) {
    return new OperatorTester("unique").input("X", x).output("Out").output("Indices").output("Index").output("Counts")
        .attribute("dtype", 3);
  }

  private static OperatorTester sorted(Tensor x) {
    return unique(x).attribute("is_sorted", true);
  }

  private static List<Tensor> tensors(OperatorTester tester) {
    return tester.outputs().stream().map(LodTensor::tensor).toList();
  }

  private static Tensor numbers(long... numbers) {
    return Tensor.of(Shape.of(numbers.length), numbers);
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
  void elementsComeInOrderOfAppearanceOrSorted(DataType type) {
    Tensor x = tensor(type, Shape.of(5), 3, 1, 3, 2, 1);
    assertEquals(List.of(tensor(type, Shape.of(3), 3, 1, 2), numbers(0, 1, 3), numbers(0, 1, 0, 2, 1),
        numbers(2, 2, 1)), tensors(unique(x)));
    assertEquals(List.of(tensor(type, Shape.of(3), 1, 2, 3), numbers(1, 3, 0), numbers(2, 0, 2, 1, 0),
        numbers(2, 1, 2)), tensors(sorted(x)));
  }

  @Test
  void slicesAreComparedElementByElement() {
    Tensor x = Tensor.of(Shape.of(2, 3), 1, 0, 1, 2, 9, 2);
    List<Tensor> columns = tensors(sorted(x).attribute("axis", List.of(-1)).attribute("dtype", 2));
    assertEquals(List.of(Tensor.of(Shape.of(2, 2), 0, 1, 9, 2), Tensor.of(Shape.of(2), 1, 0),
        Tensor.of(Shape.of(3), 1, 0, 1), Tensor.of(Shape.of(2), 1, 2)), columns);
  }

  @Test
  void zerosOfBothSignsAreOneAndEachNanIsAnother() {
    Tensor x = Tensor.of(Shape.of(4), 0f, -0f, Float.NaN, Float.NaN);
    List<Tensor> appearing = tensors(unique(x));
    assertEquals(numbers(0, 0, 1, 2), appearing.get(2));
    assertEquals(Tensor.of(Shape.of(1), 0f), sorted(x).run());
  }

  @Test
  void aScalarIsUnique() {
    Tensor scalar = Tensor.of(Shape.SCALAR, 7f);
    assertEquals(Shape.SCALAR, tensors(unique(scalar)).get(2).shape());
    assertEquals(List.of(Tensor.of(Shape.of(1), 7f), numbers(0), numbers(0), numbers(1)), tensors(sorted(scalar)));
  }

  @Test
  void nothingHasNoUniqueElements() {
    Tensor empty = Tensor.of(Shape.of(0), new float[0]);
    assertEquals(List.of(empty, numbers(), numbers(), numbers()), tensors(unique(empty)));
    assertEquals(Shape.of(0), sorted(Tensor.of(Shape.of(3, 0), new float[0])).run().shape());
  }

  @Test
  void elementsAreCountedUnderTheOtherName() {
    List<Tensor> outputs = tensors(new OperatorTester("unique_with_counts").input("X", numbers(4, 4, 2)).output("Out")
        .output("Index").output("Count").attribute("dtype", 2));
    assertEquals(List.of(numbers(4, 2), Tensor.of(Shape.of(3), 0, 0, 1), Tensor.of(Shape.of(2), 2, 1)), outputs);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    Tensor matrix = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);
    assertTrue(unique(matrix).refusal().contains("must have rank 1, since is_sorted is false"));
    assertTrue(sorted(matrix).attribute("axis", List.of(2)).refusal().contains("axis is 2; for rank 2"));
    assertTrue(sorted(matrix).attribute("dtype", 5).refusal().contains("dtype is float32"));
    assertTrue(sorted(Tensor.of(Shape.of(0, 2), new float[0])).attribute("axis", List.of(0)).refusal()
        .contains("has no slices to compare"));
  }
}
