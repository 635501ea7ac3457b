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

class InterpolationTests {
  private static final Tensor LABELS = tensor(DataType.FLOAT64, Shape.of(2, 2), 1, 0, 0, 1);

  private static OperatorTester lerp(Tensor x, Tensor y, Tensor weight) {
    return new OperatorTester("lerp").input("X", x).input("Y", y).input("Weight", weight);
  }

  private static OperatorTester smooth(float epsilon) {
    return new OperatorTester("label_smooth").input("X", LABELS).attribute("epsilon", epsilon);
  }

  @Test
  void threeShapesCombine() {
    Tensor x = Tensor.of(Shape.of(2), 0f, 10f);
    Tensor y = Tensor.of(Shape.SCALAR, 20f);
    Tensor weight = Tensor.of(Shape.of(2, 1), 0.5f, 2f);
    assertEquals(Tensor.of(Shape.of(2, 2), 10f, 15f, 40f, 30f), lerp(x, y, weight).run());
    assertEquals(Shape.of(0, 2), lerp(tensor(DataType.FLOAT32, Shape.of(0, 1)), x, y).run().shape());
  }

  @Test
  void otherTypesAndShapesThatDoNotCombineAreRefused() {
    Tensor x = Tensor.of(Shape.of(2), 0f, 10f);
    assertTrue(lerp(x, x, Tensor.of(Shape.of(3), 1f, 1f, 1f)).refusal().contains("do not combine"));
    assertTrue(lerp(x, x, tensor(DataType.FLOAT64, Shape.of(2))).refusal().contains("must be of one type"));
    Tensor whole = Tensor.of(Shape.of(1), 1);
    assertTrue(lerp(whole, whole, whole).refusal().contains("must hold floating-point numbers"));
  }

  @Test
  void labelsAreMixedWithWhatIsLikely() {
    assertArrayEquals(new double[]{0.75, 0.25, 0.25, 0.75}, elements(smooth(0.5f).run()));
    assertArrayEquals(new double[]{0.6, 0.4, 0.1, 0.9},
        elements(smooth(0.5f).input("PriorDist", tensor(DataType.FLOAT64, Shape.of(1, 2), 0.2, 0.8)).run()), 1e-12);
  }

  @Test
  void mixturesThatAreNoneAreRefused() {
    assertTrue(smooth(1.5f).refusal().contains("epsilon is 1.5; it must be from 0 to 1"));
    assertTrue(smooth(Float.NaN).refusal().contains("it must be a number"));
    assertTrue(smooth(0.5f).input("PriorDist", tensor(DataType.FLOAT64, Shape.of(3))).refusal()
        .contains("has 3 elements; those of X float64 [2, 2] must be a multiple of them"));
    assertTrue(new OperatorTester("label_smooth").input("X", Tensor.of(Shape.SCALAR, 1f)).refusal()
        .contains("must have rank 1 or more"));
  }
}
