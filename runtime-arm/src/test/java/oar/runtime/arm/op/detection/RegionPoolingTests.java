package oar.runtime.arm.op.detection;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionPoolingTests {
  private static final double[] RAMP = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

  private static OperatorTester pooling(String operator, DataType type, Shape shape, double... box) {
    return new OperatorTester(operator).input("X", tensor(type, shape, RAMP))
        .input("ROIs", tensor(type, Shape.of(1, 4), box)).input("RoisNum", Tensor.of(Shape.of(1), 1)).output("Out")
        .attribute("pooled_height", 2).attribute("pooled_width", 2).attribute("spatial_scale", 1f);
  }

  private static OperatorTester pooling(String operator) {
    return pooling(operator, DataType.FLOAT32, Shape.of(1, 1, 4, 4), 0, 0, 3, 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void alignedBinsAverageInterpolatedPoints(DataType type) {
    OperatorTester tester = pooling("roi_align", type, Shape.of(1, 1, 4, 4), 0, 0, 4, 4).attribute("aligned", true);
    assertArrayEquals(new double[]{2.5, 4.5, 10.5, 12.5}, elements(tester.run()), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theGreatestPixelAndItsPlaceAreFound(DataType type) {
    List<LodTensor> outputs = pooling("roi_pool", type, Shape.of(1, 1, 4, 4), 0, 0, 3, 3).output("Argmax").outputs();
    assertArrayEquals(new double[]{5, 7, 13, 15}, elements(outputs.get(0).tensor()));
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 5L, 7L, 13L, 15L), outputs.get(1).tensor());
  }

  @Test
  void aBinOutsideTheMapIsZeroAndHasNoPlace() {
    List<LodTensor> outputs = pooling("roi_pool", DataType.FLOAT32, Shape.of(1, 1, 4, 4), 10, 10, 13, 13)
        .output("Argmax").outputs();
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 0f, 0f, 0f, 0f), outputs.get(0).tensor());
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), -1L, -1L, -1L, -1L), outputs.get(1).tensor());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void eachBinHasAChannelOfItsOwn(DataType type) {
    OperatorTester tester = pooling("psroi_pool", type, Shape.of(1, 4, 2, 2), 0, 0, 1, 1).attribute("output_channels",
        1);
    assertArrayEquals(new double[]{0, 5, 10, 15}, elements(tester.run()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roi_align", "roi_pool"})
  void noRegionsArePooledToNone(String operator) {
    OperatorTester tester = pooling(operator).input("ROIs", tensor(DataType.FLOAT32, Shape.of(0, 4))).input("RoisNum",
        Tensor.of(Shape.of(1), 0));
    assertEquals(Shape.of(0, 1, 2, 2), tester.run().shape());
  }

  @Test
  void theLodOfRegionsServesWhereThereAreNoCounts() {
    LodTensor regions = new LodTensor(tensor(DataType.FLOAT32, Shape.of(1, 4), 0, 0, 3, 3),
        LevelOfDetail.of(new long[]{0, 0, 1}));
    Tensor maps = tensor(DataType.FLOAT32, Shape.of(2, 1, 2, 4), RAMP);
    OperatorTester tester = new OperatorTester("roi_pool").input("X", maps).input("ROIs", regions);
    assertEquals(15, tester.run().doubleAt(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roi_align", "roi_pool", "psroi_pool"})
  void sizesAndScaleAreMoreThanZero(String operator) {
    assertTrue(pooling(operator).attribute("pooled_height", 0).refusal().contains("pooled_height is 0"));
    assertTrue(pooling(operator).attribute("pooled_width", 1 << 20).refusal().contains("pooled_width is 1048576"));
    assertTrue(pooling(operator).attribute("spatial_scale", 0f).refusal().contains("spatial_scale is 0.0"));
    assertTrue(pooling(operator).attribute("spatial_scale", Float.NaN).refusal().contains("spatial_scale"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roi_align", "roi_pool", "psroi_pool"})
  void regionsMustBelongToTheImages(String operator) {
    assertTrue(pooling(operator).input("RoisNum", Tensor.of(Shape.of(2), 1, 0)).refusal().contains("of 2 images"));
    assertTrue(pooling(operator).input("ROIs", tensor(DataType.FLOAT32, Shape.of(1, 5))).refusal()
        .contains("must be a table of boxes"));
    assertTrue(pooling(operator).input("X", tensor(DataType.FLOAT32, Shape.of(1, 4, 0, 4))).refusal()
        .contains("with pixels to pool"));
  }

  @Test
  void countsMustAddUpToTheRegions() {
    String refusal = pooling("roi_align").input("RoisNum", Tensor.of(Shape.of(1), 0)).refusal();
    assertTrue(refusal.contains("must add up to the 1 rows"), refusal);
  }

  @Test
  void channelsMustFitTheBins() {
    assertTrue(pooling("psroi_pool").attribute("output_channels", 1).refusal().contains("must have 4 channels"));
    assertTrue(pooling("psroi_pool").attribute("output_channels", 0).refusal().contains("output_channels is 0"));
  }

  @Test
  void aRegionLargerThanAnyMapIsRefused() {
    OperatorTester tester = pooling("roi_align", DataType.FLOAT32, Shape.of(1, 1, 4, 4), 0, 0, 1e30, 1e30);
    assertTrue(tester.refusal().contains("points in each"));
  }
}
