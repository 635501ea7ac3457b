package oar.runtime.arm.op.normalization;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class NormTests {
  private static Tensor floats(Shape shape, double... values) {
    return tensor(DataType.FLOAT32, shape, values);
  }

  private static OperatorTester pNorm(double order, double... x) {
    return new OperatorTester("p_norm").input("X", floats(Shape.of(x.length), x)).attribute("porder", (float) order);
  }

  @Test
  void aSoftmaxAddsUpToOneAlongAnyAxisInBothPrecisions() {
    long seed = 3;
    Shape shape = Shape.of(3, 5, 1100);
    double[] x = new Random(seed).doubles(shape.elementCount(), -30, 30).toArray();
    for (DataType type : new DataType[]{DataType.FLOAT32, DataType.FLOAT64}) {
      for (int axis = -3; axis < 3; axis++) {
        OperatorTester sum = new OperatorTester("reduce_sum")
            .input("X", new OperatorTester("softmax").input("X", tensor(type, shape, x)).attribute("axis", axis).run())
            .attribute("dim", List.of(axis));
        for (double total : elements(sum.run())) {
          assertEquals(1, total, 1e-5, type + " along " + axis + ", seed " + seed);
        }
      }
    }
  }

  @Test
  void aLogarithmOfASoftmaxIsFiniteWhereTheSoftmaxIsSmall() {
    OperatorTester logarithm = new OperatorTester("log_softmax").input("X", floats(Shape.of(3), 0, -50, 1));
    double sum = Math.log(1 + Math.exp(-1) + Math.exp(-51));
    assertArrayEquals(new double[]{-1 - sum, -51 - sum, -sum}, elements(logarithm.run()), 1e-4);
  }

  @Test
  void scalarsAndNothingHaveASoftmax() {
    Tensor nan = floats(Shape.SCALAR, Double.NaN);
    assertEquals(floats(Shape.SCALAR, 1), new OperatorTester("softmax").input("X", nan).run());
    assertEquals(floats(Shape.SCALAR, 0), new OperatorTester("log_softmax").input("X", nan).run());
    assertEquals(Shape.of(2, 0), new OperatorTester("softmax").input("X", floats(Shape.of(2, 0))).run().shape());
  }

  @Test
  void anAxisThatIsNotThereIsRefused() {
    for (String type : new String[]{"softmax", "norm", "p_norm"}) {
      assertTrue(new OperatorTester(type).input("X", floats(Shape.of(2, 2))).attribute("axis", 2).refusal()
          .contains("axis is 2; for rank 2 it must be from -2 to 1"), type);
    }
  }

  @Test
  void everyOrderHasItsNorm() {
    assertArrayEquals(new double[]{5}, elements(pNorm(2, 3, -4).run()), 1e-6);
    assertArrayEquals(new double[]{7}, elements(pNorm(1, 3, -4).run()), 1e-6);
    assertArrayEquals(new double[]{2}, elements(pNorm(0, 3, 0, -4).run()));
    assertArrayEquals(new double[]{4}, elements(pNorm(Double.POSITIVE_INFINITY, 3, -4).run()));
    assertArrayEquals(new double[]{3}, elements(pNorm(Double.NEGATIVE_INFINITY, 3, -4).run()));
    assertArrayEquals(new double[]{Math.cbrt(27 + 64)}, elements(pNorm(3, 3, -4).run()), 1e-6);
    assertArrayEquals(new double[]{Math.pow(1 + 2, 2)}, elements(pNorm(0.5, 1, -4).run()), 1e-5);
    assertTrue(pNorm(Double.NaN, 1).refusal().contains("porder is NaN"));
  }

  @Test
  void shapesOfNormsFollowKeepdimAndAsvector() {
    OperatorTester norm = new OperatorTester("p_norm").input("X", floats(Shape.of(2, 3))).attribute("axis", 0);
    assertEquals(Shape.of(3), norm.run().shape());
    assertEquals(Shape.SCALAR, norm.attribute("asvector", true).run().shape());
    assertEquals(Shape.of(1, 1), norm.attribute("keepdim", true).run().shape());
    assertEquals(Shape.of(1, 3), norm.attribute("asvector", false).run().shape());
  }

  @Test
  void aNormDividesAndIsGivenAsWell() {
    OperatorTester norm = new OperatorTester("norm").input("X", floats(Shape.of(2, 2), 3, 0, 4, 0)).attribute("axis", 0)
        .attribute("epsilon", 0f).output("Out").output("Norm");
    assertArrayEquals(new double[]{0.6f, Double.NaN, 0.8f, Double.NaN}, elements(norm.outputs().get(0).tensor()));
    assertEquals(floats(Shape.of(1, 2), 5, 0), norm.outputs().get(1).tensor());
  }

  private static OperatorTester lrn(int width) {
    return new OperatorTester("lrn").input("X", floats(Shape.of(1, 3, 1, 1), 1, 2, 3)).attribute("n", width)
        .attribute("alpha", 1f).attribute("beta", 1f).attribute("k", 1f);
  }

  @Test
  void aLocalResponseCountsTheChannelsAround() {
    assertArrayEquals(new double[]{1 / 6.0, 2 / 15.0, 3 / 14.0}, elements(lrn(3).run()), 1e-6);
    assertArrayEquals(new double[]{1 / 2.0, 2 / 5.0, 3 / 10.0}, elements(lrn(3).attribute("data_format", "NHWC").run()),
        1e-6);
    assertArrayEquals(new double[]{1 / 15.0, 2 / 15.0, 3 / 15.0}, elements(lrn(99).run()), 1e-6);
  }

  @Test
  void aLocalResponseOverSpaceOrAnEvenNumberIsRefused() {
    assertTrue(lrn(3).attribute("norm_region", "WithinChannel").refusal().contains("norm_region WithinChannel"));
    for (int width : new int[]{0, 4, -1}) {
      assertTrue(lrn(width).refusal().contains("n is " + width + "; it must be odd and above 0"));
    }
  }
}
