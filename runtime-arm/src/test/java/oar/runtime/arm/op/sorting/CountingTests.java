package oar.runtime.arm.op.sorting;

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

class CountingTests {
  private static final Tensor NUMBERS = Tensor.of(Shape.of(4), 1, 3, 1, 0);
  private static final Tensor REALS = Tensor.of(Shape.of(5), 0f, 1f, 1.5f, 4f, -3f);

  private static OperatorTester count(Tensor x) {
    return new OperatorTester("bincount").input("X", x);
  }

  private static OperatorTester histogram(Tensor x, int bins) {
    return new OperatorTester("histogram").input("X", x).attribute("bins", bins);
  }

  @Test
  void eachNumberIsCounted() {
    assertEquals(Tensor.of(Shape.of(4), 1L, 2L, 0L, 1L), count(NUMBERS).run());
    assertEquals(Tensor.of(Shape.of(6), 1L, 2L, 0L, 1L, 0L, 0L), count(NUMBERS).attribute("minlength", 6).run());
    assertEquals(Tensor.of(Shape.of(2), 0L, 0L),
        count(tensor(DataType.INT64, Shape.of(0))).input("MinLengthTensor", Tensor.of(Shape.of(1), 2)).run());
  }

  @Test
  void weightsAreAddedUp() {
    Tensor weights = Tensor.of(Shape.of(4), 0.5f, 2f, 0.25f, 1f);
    assertEquals(Tensor.of(Shape.of(4), 1f, 0.75f, 0f, 2f), count(NUMBERS).input("Weights", weights).run());
    assertEquals(DataType.FLOAT64, count(NUMBERS).input("Weights", NUMBERS).run().type());
  }

  @Test
  void numbersThatCannotBeCountedAreRefused() {
    assertTrue(count(Tensor.of(Shape.of(2), 1, -1)).refusal().contains("element 1 of X int32 [2] is -1"));
    assertTrue(count(Tensor.of(Shape.of(1, 1), 1)).refusal().contains("must have rank 1"));
    assertTrue(count(REALS).refusal().contains("must be of int32 or int64"));
    assertTrue(count(NUMBERS).input("Weights", REALS).refusal().contains("must be of one shape"));
    assertTrue(count(NUMBERS).attribute("minlength", -1).refusal().contains("minlength is -1"));
    assertTrue(count(Tensor.of(Shape.of(1), Long.MAX_VALUE / 2)).refusal().contains("more memory than there is"));
  }

  @Test
  void elementsFallIntoEqualPartsOfTheRange() {
    assertEquals(Tensor.of(Shape.of(2), 1L, 2L),
        histogram(REALS, 2).attribute("min", 0f).attribute("max", 2f).run());
    assertEquals(Tensor.of(Shape.of(7), 1L, 0L, 0L, 1L, 2L, 0L, 1L), histogram(REALS, 7).run());
    assertEquals(Tensor.of(Shape.of(4), 0L, 0L, 2L, 0L), histogram(Tensor.of(Shape.of(2), 5, 5), 4).run());
    assertEquals(Tensor.of(Shape.of(3), 0L, 0L, 0L), histogram(tensor(DataType.FLOAT64, Shape.of(0)), 3).run());
  }

  @Test
  void aDensityHasTheAreaOne() {
    Tensor density = histogram(REALS, 2).attribute("min", 0).attribute("max", 4).attribute("density", true).run();
    assertArrayEquals(new double[]{3 / 8.0, 1 / 8.0}, elements(density), 1e-7);
    Tensor weighed = histogram(REALS, 2).attribute("min", 0).attribute("max", 4).input("Weight", REALS).run();
    assertEquals(Tensor.of(Shape.of(2), 2.5f, 4f), weighed);
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    assertTrue(histogram(REALS, 0).refusal().contains("bins is 0; it must be at least 1"));
    assertTrue(
        histogram(REALS, 2).attribute("min", 2).attribute("max", 1).refusal().contains("min is 2.0 and max 1.0"));
    assertTrue(histogram(Tensor.of(Shape.of(2), 1f, Float.POSITIVE_INFINITY), 2).refusal()
        .contains("the range must be finite"));
    assertTrue(histogram(REALS, 2).input("Weight", NUMBERS).refusal().contains("must be of one type and shape"));
  }
}
