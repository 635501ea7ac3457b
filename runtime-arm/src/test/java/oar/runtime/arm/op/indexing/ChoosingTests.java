package oar.runtime.arm.op.indexing;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ChoosingTests {
  private static OperatorTester where(Tensor condition, Tensor x, Tensor y) {
    return new OperatorTester("where").input("Condition", condition).input("X", x).input("Y", y);
  }

  private static Tensor placesOf(Tensor condition) {
    return new OperatorTester("where_index").input("Condition", condition).run();
  }

  @Test
  void elementsOfAnyTypeAreChosen() {
    Tensor condition = tensor(DataType.BOOL, Shape.of(3), 1, 0, 1);
    for (DataType type : new DataType[]{DataType.INT8, DataType.FLOAT16, DataType.INT64}) {
      Tensor chosen = where(condition, tensor(type, Shape.of(3), 1, 2, 3), tensor(type, Shape.of(3), 4, 5, 6)).run();
      assertEquals(tensor(type, Shape.of(3), 1, 5, 3), chosen);
    }
  }

  @Test
  void nothingIsBroadcast() {
    Tensor condition = tensor(DataType.BOOL, Shape.of(1), 1);
    Tensor pair = Tensor.of(Shape.of(2), 1f, 2f);
    assertTrue(where(condition, pair, pair).refusal().contains("must be of one shape"));
  }

  @Test
  void aConditionMustBeOfTruthValues() {
    Tensor one = Tensor.of(Shape.of(1), 1f);
    assertTrue(where(one, one, one).refusal().contains("must be of bool"));
  }

  @Test
  void notANumberIsNotZero() {
    assertEquals(Tensor.of(Shape.of(2, 1), 0L, 2L), placesOf(Tensor.of(Shape.of(4), Float.NaN, -0f, 1e-30f, 0f)));
  }

  @Test
  void nothingFoundIsAnEmptyTensor() {
    assertEquals(Shape.of(0, 2), placesOf(tensor(DataType.BOOL, Shape.of(2, 3))).shape());
    assertEquals(Shape.of(0, 2), placesOf(tensor(DataType.INT32, Shape.of(0, 3))).shape());
  }

  @Test
  void aScalarHasNoPlaces() {
    Tensor scalar = tensor(DataType.BOOL, Shape.SCALAR, 1);
    String refusal = new OperatorTester("where_index").input("Condition", scalar).refusal();
    assertTrue(refusal.contains("must have rank 1 or more"), refusal);
  }
}
