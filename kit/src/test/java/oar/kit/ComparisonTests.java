package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import oar.api.error.InvalidInputException;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;

class ComparisonTests {
  @Test
  void theLargestAndTheMeanErrorAreFound() {
    Comparison comparison = Comparison.of(Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f),
        Tensor.of(Shape.of(2, 2), 1f, 2.5f, 1f, 4.5f));
    assertEquals(new Comparison(4, 2, 2, 0.75), comparison);
  }

  @Test
  void equalTensorsDifferNowhereEvenInNaN() {
    Tensor tensor = Tensor.of(Shape.of(3), Float.NaN, Float.NEGATIVE_INFINITY, 0);
    assertEquals(new Comparison(3, 0, 0, 0), Comparison.of(tensor, tensor));
  }

  @Test
  void anElementThatIsNoNumberIsInfinitelyWrong() {
    Comparison comparison = Comparison.of(Tensor.of(Shape.of(2), 1f, 2f), Tensor.of(Shape.of(2), 1f, Float.NaN));
    assertEquals(new Comparison(2, Double.POSITIVE_INFINITY, 1, Double.POSITIVE_INFINITY), comparison);
  }

  @Test
  void emptyTensorsAreEqual() {
    Tensor empty = Tensor.of(Shape.of(0, 3), new float[0]);
    assertEquals(new Comparison(0, 0, 0, 0), Comparison.of(empty, empty));
  }

  @Test
  void tensorsOfOtherTypesOrShapesAreNotCompared() {
    Tensor tensor = Tensor.of(Shape.of(2), 1f, 2f);
    assertThrows(InvalidInputException.class, () -> Comparison.of(tensor, Tensor.of(Shape.of(2), 1, 2)));
    assertThrows(InvalidInputException.class, () -> Comparison.of(tensor, Tensor.of(Shape.of(2, 1), 1f, 2f)));
  }
}
