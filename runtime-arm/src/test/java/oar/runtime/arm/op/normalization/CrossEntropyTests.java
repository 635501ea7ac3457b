package oar.runtime.arm.op.normalization;

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

class CrossEntropyTests {
  private static final double ROOT = Math.log(3);
  /** Whose softmax is 1/4 and 3/4. */
  private static final Tensor LOGITS = tensor(DataType.FLOAT64, Shape.of(2, 2), 0, ROOT, ROOT, 0);

  private static OperatorTester entropy(Tensor label) {
    return new OperatorTester("softmax_with_cross_entropy").input("Logits", LOGITS).input("Label", label)
        .output("Loss");
  }

  private static double[] loss(OperatorTester tester) {
    return elements(tester.run());
  }

  @Test
  void theLossIsThatOfTheClassNamed() {
    double[] expected = {Math.log(4), Math.log(4.0 / 3)};
    assertArrayEquals(expected, loss(entropy(Tensor.of(Shape.of(2, 1), 0L, 0L))), 1e-12);
    assertArrayEquals(expected, loss(entropy(Tensor.of(Shape.of(1, 2), 0, 0)).attribute("axis", 0)), 1e-12);
    assertArrayEquals(new double[]{0, expected[1]},
        loss(entropy(Tensor.of(Shape.of(2, 1), 7, 0)).attribute("ignore_index", 7)), 1e-12);
  }

  @Test
  void softLabelsWeighTheClasses() {
    Tensor label = tensor(DataType.FLOAT64, Shape.of(2, 2), 0.5, 0.5, 1, 0);
    double[] expected = {(Math.log(4) + Math.log(4.0 / 3)) / 2, Math.log(4.0 / 3)};
    assertArrayEquals(expected, loss(entropy(label).attribute("soft_label", true)), 1e-12);
  }

  @Test
  void sharesMayBeGivenInsteadOfLogits() {
    Tensor shares = Tensor.of(Shape.of(1, 3), 0.25f, 0.75f, 0f);
    List<LodTensor> outputs = new OperatorTester("softmax_with_cross_entropy").input("Logits", shares)
        .input("Label", Tensor.of(Shape.of(1, 1), 2L)).attribute("use_softmax", false).output("Softmax").output("Loss")
        .outputs();
    assertEquals(shares, outputs.get(0).tensor());
    assertEquals(Tensor.of(Shape.of(1, 1), 1e20f), outputs.get(1).tensor(), "of an infinite logarithm");
  }

  @Test
  void labelsThatNameNoClassAreRefused() {
    assertTrue(entropy(Tensor.of(Shape.of(2, 1), 0, 2)).refusal()
        .contains("element 1 of Label int32 [2, 1] is 2; it must be from 0 to 1, or ignore_index, which is -100"));
    assertTrue(entropy(Tensor.of(Shape.of(2), 0, 1)).refusal().contains("must be of shape [2, 1]"));
    assertTrue(entropy(LOGITS).refusal().contains("must hold integers, since soft_label is false"));
    assertTrue(entropy(Tensor.of(Shape.of(2, 2), 0f, 1f, 1f, 0f)).attribute("soft_label", true).refusal()
        .contains("must be of one type"));
    assertTrue(entropy(Tensor.of(Shape.of(2, 1), 0, 1)).attribute("axis", 2).refusal().contains("axis is 2"));
  }
}
