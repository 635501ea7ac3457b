package oar.runtime.arm.op.creation;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class MarkingTests {
  private static OperatorTester oneHot(String type, Tensor x) {
    return new OperatorTester(type).input("X", x).attribute("depth", 2);
  }

  private static Tensor triangle(Tensor x, int diagonal, boolean isLower) {
    return new OperatorTester("tril_triu").input("X", x).attribute("diagonal", diagonal).attribute("lower", isLower)
        .run();
  }

  @Test
  void theFirstVersionReplacesTheLastDimension() {
    Tensor x = Tensor.of(Shape.of(2, 1), 1L, 0L);
    assertEquals(Tensor.of(Shape.of(2, 2), 0f, 1f, 1f, 0f), oneHot("one_hot", x).run());
    assertEquals(Shape.of(2, 1, 2), oneHot("one_hot_v2", x).run().shape());
    assertTrue(oneHot("one_hot", Tensor.of(Shape.of(2), 1L, 0L)).refusal().contains("a last dimension of 1"));
  }

  @Test
  void aDepthTensorGoesBeforeTheAttribute() {
    Tensor rows = oneHot("one_hot_v2", Tensor.of(Shape.SCALAR, new int[]{2}))
        .input("depth_tensor", Tensor.of(Shape.of(1), 3)).run();
    assertEquals(Tensor.of(Shape.of(3), 0f, 0f, 1f), rows);
  }

  @Test
  void aPlaceOutsideTheDepthIsRefusedUnlessAllowed() {
    Tensor x = Tensor.of(Shape.of(2), 1, 2);
    assertTrue(oneHot("one_hot_v2", x).refusal().contains("element 1 of X int32 [2] is 2; it must be from 0 to 1"));
    assertEquals(Tensor.of(Shape.of(2, 2), 0f, 1f, 0f, 0f),
        oneHot("one_hot_v2", x).attribute("allow_out_of_range", true).run());
  }

  @Test
  void aDepthMustNotBeNegative() {
    assertTrue(oneHot("one_hot_v2", Tensor.of(Shape.of(1), 0)).attribute("depth", -1).refusal()
        .contains("depth is -1"));
  }

  @Test
  void trianglesOfAnyTypeAndDiagonal() {
    Tensor x = tensor(DataType.INT8, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertEquals(tensor(DataType.INT8, Shape.of(2, 3), 1, 0, 0, 4, 5, 0), triangle(x, 0, true));
    assertEquals(tensor(DataType.INT8, Shape.of(2, 3), 0, 0, 3, 0, 0, 0), triangle(x, 2, false));
    assertEquals(x, triangle(x, Integer.MAX_VALUE, true));
    assertEquals(x, triangle(x, Integer.MIN_VALUE, false));
    assertEquals(tensor(DataType.INT8, Shape.of(2, 3)), triangle(x, Integer.MIN_VALUE, true));
  }

  @Test
  void aVectorHasNoTriangle() {
    String refusal = new OperatorTester("tril_triu").input("X", Tensor.of(Shape.of(2), 1, 2)).refusal();
    assertTrue(refusal.contains("must have rank 2 or more"), refusal);
  }

  @Test
  void emptinessIsAScalar() {
    Tensor empty = tensor(DataType.UINT8, Shape.of(3, 0));
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 1), new OperatorTester("is_empty").input("X", empty).run());
    assertEquals(tensor(DataType.BOOL, Shape.SCALAR, 0),
        new OperatorTester("is_empty").input("X", tensor(DataType.UINT8, Shape.SCALAR)).run());
  }
}
