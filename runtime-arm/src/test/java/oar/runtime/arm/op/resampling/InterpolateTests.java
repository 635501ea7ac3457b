package oar.runtime.arm.op.resampling;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.Attribute;
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

class InterpolateTests {
  private static final Tensor ROW = Tensor.of(Shape.of(1, 1, 1, 4), 0f, 1f, 2f, 3f);

  private static OperatorTester interpolate(String method, Tensor x) {
    return new OperatorTester(method + "_interp_v2").input("X", x).attribute("interp_method", method)
        .attribute("align_corners", false);
  }

  private static OperatorTester resize(String method, Tensor x, int width) {
    return interpolate(method, x).attribute("out_h", 1).attribute("out_w", width);
  }

  private static Attribute scales(Float... scales) {
    return new Attribute.Floats(List.of(scales));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
  void floatingPointTypesAreInterpolated(DataType type) {
    Tensor x = tensor(type, Shape.of(1, 1, 1, 2), 1, 3);
    Tensor linear = resize("bilinear", x, 4).attribute("align_mode", 0).run();
    assertEquals(tensor(type, Shape.of(1, 1, 1, 4), 1, 1.5, 2.5, 3), linear);
    assertArrayEquals(new double[]{0.7890625, 1.453125, 2.546875, 3.2109375},
        elements(resize("bicubic", x, 4).run()));
  }

  @Test
  void bytesAreCutOffAfterAllDimensions() {
    Tensor x = tensor(DataType.UINT8, Shape.of(1, 1, 2, 2), 0, 1, 254, 255);
    Tensor middle = interpolate("bilinear", x).attribute("out_h", 3).attribute("out_w", 3)
        .attribute("align_corners", true).run();
    assertEquals(tensor(DataType.UINT8, Shape.of(1, 1, 3, 3), 0, 0, 1, 127, 127, 128, 254, 254, 255), middle);
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "FLOAT16", "INT32", "INT64", "FLOAT64"})
  void elementsOfAnyTypeHaveANearestOne(DataType type) {
    Tensor x = tensor(type, Shape.of(1, 1, 1, 4), 0, 1, 2, 3);
    assertEquals(tensor(type, Shape.of(1, 1, 1, 2), 0, 2), resize("nearest", x, 2).run());
  }

  @Test
  void theSecondVersionsTakeTheScaleForTheRatioAndTheFirstTheSizes() {
    Tensor second = interpolate("nearest", ROW).attribute("scale", scales(1f, 1.9f)).run();
    assertArrayEquals(new double[]{0, 0, 1, 1, 2, 2, 3}, elements(second));
    Tensor line = Tensor.of(Shape.of(1, 1, 4), 0f, 1f, 2f, 3f);
    Tensor first = new OperatorTester("linear_interp").input("X", line).attribute("align_corners", false)
        .attribute("scale", 0.6f).run();
    assertArrayEquals(new double[]{0, 2}, elements(first));
  }

  @Test
  void aSizeThatDoesNotChangeIsACopyWhateverTheScale() {
    assertEquals(ROW, interpolate("nearest", ROW).attribute("scale", scales(1f, 1.2f)).run());
  }

  @Test
  void channelsComeLastForEveryLayoutButOne() {
    Tensor volume = tensor(DataType.FLOAT32, Shape.of(1, 1, 1, 2, 2), 1, 2, 3, 4);
    OperatorTester resized = interpolate("nearest", volume).attribute("out_d", 1).attribute("out_h", 1)
        .attribute("out_w", 4);
    assertEquals(Shape.of(1, 1, 1, 1, 4), resized.attribute("data_layout", "NCHW").run().shape());
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 4, 2), 1f, 2f, 1f, 2f, 3f, 4f, 3f, 4f),
        resized.attribute("data_layout", "NDHWC").run());
    assertEquals(Shape.of(1, 1, 1, 4, 2), resized.attribute("data_layout", "NCDHW").run().shape());
  }

  @Test
  void sequencesStayOnlyWhereATensorSaysTheSize() {
    LodTensor x = new LodTensor(ROW, LevelOfDetail.of(new long[]{0, 1}));
    OperatorTester bySize = new OperatorTester("nearest_interp_v2").input("X", x).attribute("align_corners", false);
    assertEquals(x.levelOfDetail(), bySize.input("OutSize", Tensor.of(Shape.of(2), 1, 2)).outputs().getFirst()
        .levelOfDetail());
    OperatorTester byScale = new OperatorTester("nearest_interp_v2").input("X", x).attribute("align_corners", false)
        .attribute("scale", scales(1f, 2f));
    assertEquals(LevelOfDetail.NONE, byScale.outputs().getFirst().levelOfDetail());
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, 1e9f})
  void sizesThatCannotBeAreRefused(float scale) {
    Tensor scales = Tensor.of(Shape.of(2), 1f, scale);
    assertTrue(interpolate("nearest", ROW).input("Scale", scales).refusal().contains("it must be from 1 to 16777216"));
  }

  @Test
  void aSizeThatNothingSaysIsRefused() {
    assertTrue(interpolate("nearest", ROW).refusal().contains("the output size of spatial dimension 0 is -1"));
    assertTrue(interpolate("nearest", ROW).input("OutSize", Tensor.of(Shape.of(1), 3)).refusal()
        .contains("the output size of spatial dimension 1 is -1"));
  }

  @Test
  void inputsThatAMethodCannotTakeAreRefused() {
    assertTrue(resize("trilinear", ROW, 2).refusal().contains("a rank that TRILINEAR cannot resample"));
    assertTrue(resize("bilinear", tensor(DataType.INT32, Shape.of(1, 1, 1, 2)), 4).refusal()
        .contains("must be of a floating-point type or uint8"));
    assertTrue(resize("nearest", tensor(DataType.FLOAT32, Shape.of(1, 1, 0, 2)), 4).refusal()
        .contains("has nothing to resample"));
    assertTrue(resize("nearest", ROW, 2).attribute("interp_method", "area").refusal()
        .contains("interp_method is 'area'; it must be nearest"));
  }
}
