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

class StandardizationTests {
  private static Tensor floats(Shape shape, double... values) {
    return tensor(DataType.FLOAT32, shape, values);
  }

  private static OperatorTester of(String type, Tensor x) {
    return new OperatorTester(type).input("X", x).attribute("epsilon", 0f);
  }

  private static OperatorTester batchNorm(Tensor x) {
    return of("batch_norm", x).weight("Scale", floats(Shape.of(2), 1, 10)).weight("Bias", floats(Shape.of(2), 0, 1))
        .weight("Mean", floats(Shape.of(2), 1, 2)).weight("Variance", floats(Shape.of(2), 4, 1))
        .attribute("is_test", true);
  }

  @Test
  void channelsOfABatchNormAreTheSecondOrTheLastDimension() {
    Tensor x = floats(Shape.of(1, 2, 2), 3, 5, 2, 3);
    assertArrayEquals(new double[]{1, 2, 1, 11}, elements(batchNorm(x).output("Y").run()));
    assertArrayEquals(new double[]{1, 31, 0.5, 11},
        elements(batchNorm(x).attribute("data_layout", "NHWC").output("Y").run()));
    assertArrayEquals(new double[]{1, 31}, elements(batchNorm(floats(Shape.of(1, 2), 3, 5)).attribute("is_test", 1)
        .output("Y").run()));
  }

  @Test
  void aBatchNormThatTrainsIsUnsupported() {
    Tensor x = floats(Shape.of(1, 2));
    assertTrue(batchNorm(x).attribute("is_test", false).output("Y").refusal().contains("is_test false"));
    assertTrue(
        batchNorm(x).attribute("trainable_statistics", true).output("Y").refusal().contains("trainable_statistics"));
    batchNorm(x).attribute("is_test", false).attribute("use_global_stats", true).output("Y").run();
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    assertTrue(batchNorm(floats(Shape.of(1, 3))).output("Y").refusal()
        .contains("input Scale float32 [2] must be float32 [3]"));
    assertTrue(batchNorm(floats(Shape.of(2))).output("Y").refusal().contains("must have rank 2 to 5"));
    assertTrue(batchNorm(tensor(DataType.INT32, Shape.of(1, 2))).output("Y").refusal()
        .contains("must be of float32 or float64"));
    assertTrue(batchNorm(floats(Shape.of(1, 2))).attribute("epsilon", -1f).output("Y").refusal()
        .contains("epsilon is -1.0; it must be 0 or more"));
  }

  @Test
  void aLayerNormKeepsThePrecisionOfElementsFarFromZero() {
    List<LodTensor> results = of("layer_norm", floats(Shape.of(2, 2), 1_000_001, 1_000_003, -2, 2))
        .attribute("begin_norm_axis", 1).output("Y").output("Mean").output("Variance").outputs();
    assertArrayEquals(new double[]{-1, 1, -1, 1}, elements(results.get(0).tensor()));
    assertEquals(floats(Shape.of(2), 1_000_002, 0), results.get(1).tensor());
    assertEquals(floats(Shape.of(2), 1, 4), results.get(2).tensor());
  }

  @Test
  void aLayerNormGivesEachPlaceItsOwnParameters() {
    OperatorTester norm = of("layer_norm", floats(Shape.of(1, 2), 1, 3)).attribute("begin_norm_axis", 1)
        .weight("Scale", floats(Shape.of(2), 10, 100)).weight("Bias", floats(Shape.of(2), 1, 2)).output("Y");
    assertArrayEquals(new double[]{-9, 102}, elements(norm.run()));
    for (int axis : new int[]{0, 2}) {
      assertTrue(of("layer_norm", floats(Shape.of(1, 2))).attribute("begin_norm_axis", axis).output("Y").refusal()
          .contains("begin_norm_axis is " + axis));
    }
  }

  @Test
  void anInstanceNormSavesTheInvertedDeviation() {
    List<LodTensor> results = of("instance_norm", floats(Shape.of(1, 2, 2), 0, 4, 1, 1)).attribute("epsilon", 0.25f)
        .output("Y").output("SavedMean").output("SavedVariance").outputs();
    assertArrayEquals(new double[]{2, 1}, elements(results.get(1).tensor()));
    assertArrayEquals(new double[]{1 / Math.sqrt(4.25), 2}, elements(results.get(2).tensor()), 1e-6);
    assertArrayEquals(new double[]{-2 / Math.sqrt(4.25), 2 / Math.sqrt(4.25), 0, 0}, elements(results.get(0).tensor()),
        1e-6);
  }

  @Test
  void anInstanceNormAppliesAFusedActivation() {
    OperatorTester norm = of("instance_norm", floats(Shape.of(1, 1, 2), 0, 4)).attribute("activation_type", "relu")
        .output("Y");
    assertArrayEquals(new double[]{0, 1}, elements(norm.run()));
  }

  @Test
  void groupsAreOfAdjacentChannelsInBothLayouts() {
    Tensor first = floats(Shape.of(1, 4, 1, 1), 0, 2, 10, 30);
    assertArrayEquals(new double[]{-1, 1, -1, 1},
        elements(of("group_norm", first).attribute("groups", 2).output("Y").run()));
    Tensor last = floats(Shape.of(1, 2, 1, 2), 0, 10, 2, 30);
    assertArrayEquals(new double[]{-1, -1, 1, 1}, elements(of("group_norm", last).attribute("groups", 2)
        .attribute("data_layout", "NHWC").output("Y").run()));
  }

  @Test
  void groupsThatDoNotDivideTheChannelsAreRefused() {
    for (int groups : new int[]{0, -2, 3}) {
      assertTrue(of("group_norm", floats(Shape.of(1, 4, 1, 1))).attribute("groups", groups).output("Y").refusal()
          .contains("groups is " + groups + "; it must divide the 4 channels"));
    }
  }

  @Test
  void anAffineChannelMultipliesAndAdds() {
    Tensor x = floats(Shape.of(1, 2, 2), 1, 2, 3, 4);
    OperatorTester affine = new OperatorTester("affine_channel").input("X", x)
        .weight("Scale", floats(Shape.of(2), 10, 100)).weight("Bias", floats(Shape.of(2), 1, 2));
    assertArrayEquals(new double[]{11, 21, 302, 402}, elements(affine.run()));
    assertArrayEquals(new double[]{11, 202, 31, 402}, elements(affine.attribute("data_layout", "NHWC").run()));
  }

  @Test
  void emptyBatchesStayEmpty() {
    Shape empty = Shape.of(0, 2, 3);
    assertEquals(empty, batchNorm(floats(empty)).output("Y").run().shape());
    assertEquals(empty, of("layer_norm", floats(empty)).output("Y").run().shape());
    assertEquals(empty, of("instance_norm", floats(empty)).output("Y").run().shape());
  }
}
