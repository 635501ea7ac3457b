package oar.runtime.arm.op.quantized;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class StaticQuantizationTests {
  private static final String KERNEL = "__@kernel_type_attr@__";

  private static OperatorTester calib(String kernel, Tensor input) {
    return new OperatorTester("calib").input("Input", input).attribute("scale", 0.5f)
        .attribute(KERNEL, "calib/" + kernel + "/4/1/1");
  }

  @Test
  void integersAreRoundedAwayFromZeroAndHeldBelow128() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(6), 0.25, -0.25, 0.24, 63.5, 1000, -1000);
    assertEquals(tensor(DataType.INT8, Shape.of(6), 1, -1, 0, 127, 127, -127), calib("fp32_to_int8", x).run());
  }

  @Test
  void integersBecomeNumbersAgain() {
    assertEquals(Tensor.of(Shape.of(2), 1.5f, -63.5f),
        calib("int8_to_fp32", tensor(DataType.INT8, Shape.of(2), 3, -127)).run());
  }

  @Test
  void halfPrecisionIsConverted() {
    Tensor half = tensor(DataType.FLOAT16, Shape.of(1), 0.5);
    assertEquals(half, calib("fp32_to_fp16", Tensor.of(Shape.of(1), 0.5f)).run());
    assertEquals(Tensor.of(Shape.of(1), 0.5f), calib("fp16_to_fp32", half).run());
  }

  @Test
  void aTypeThatOnlyPaddleLiteLacksAKernelForStaysWhatItIs() {
    Tensor x = Tensor.of(Shape.of(1), 9007199254740993L);
    for (String kernel : new String[]{"int64_to_fp32", "int64_to_int32"}) {
      assertEquals(x, calib(kernel, x).run(), kernel);
    }
    assertTrue(calib("fp32_to_int4", Tensor.of(Shape.of(1), 1f)).refusal().contains("kernel 'fp32_to_int4'"));
  }

  private static OperatorTester product(String type, String kernel) {
    return new OperatorTester(type).input("X", tensor(DataType.INT8, Shape.of(1, 2), 10, -20))
        .weight("Y", tensor(DataType.INT8, Shape.of(2, 2), 1, 2, 3, 4)).attribute("enable_int8", true)
        .attribute("X0_scale", floats(0.5f)).attribute("Y0_scale", floats(0.1f, 0.2f))
        .attribute("Out0_scale", floats(2f))
        .attribute(KERNEL, type + "/" + kernel + "/4/2/1");
  }

  private static Attribute floats(Float... values) {
    return new Attribute.Floats(List.of(values));
  }

  @Test
  void sumsOfProductsAreExactAndScaledByChannel() {
    double[] expected = {(10 - 60) * 0.05f, (20 - 80) * 0.1f};
    assertArrayEquals(expected, elements(product("mul", "def").run()), 1e-6);
    assertArrayEquals(expected, elements(product("matmul_v2", "def").run()), 1e-6);
  }

  @Test
  void scalesThatAreMissingOrDoNotFitAreRefused() {
    assertTrue(product("mul", "def").attribute("Y0_scale", floats()).refusal().contains("Y0_scale is missing"));
    assertTrue(product("mul", "def").attribute("Y0_scale", floats(1f, 1f, 1f)).refusal()
        .contains("3 weight scales for 2 output channels"));
    assertTrue(
        product("matmul", "def").attribute("transpose_Y", true).refusal().contains("transpose_Y with enable_int8"));
    assertTrue(product("mul", "def").input("X", tensor(DataType.INT8, Shape.of(1, 3))).refusal()
        .contains("does not fit matrix [2, 2]"));
    assertTrue(product("mul", "def").input("X", Tensor.of(Shape.of(1, 2), 1f, 2f)).refusal().contains("must be int8"));
  }

  private static OperatorTester convolution(String kernel) {
    return new OperatorTester("conv2d").input("Input", tensor(DataType.INT8, Shape.of(1, 1, 1, 3), 1, 2, 127))
        .weight("Filter", tensor(DataType.INT8, Shape.of(1, 1, 1, 2), 2, -1)).weight("Bias", Tensor.of(Shape.of(1), 1f))
        .attribute("strides", List.of(1, 1)).attribute("paddings", List.of(0, 0)).attribute("dilations", List.of(1, 1))
        .attribute("enable_int8", true).attribute("Input0_scale", floats(0.5f)).attribute("Filter0_scale", floats(0.5f))
        .attribute("Output0_scale", floats(0.25f)).attribute(KERNEL, "conv2d/" + kernel + "/4/2/1").output("Output");
  }

  @Test
  void aConvolutionGivesNumbersOrIntegers() {
    assertArrayEquals(new double[]{1, (4 - 127) * 0.25 + 1}, elements(convolution("fp32_out").run()));
    assertEquals(tensor(DataType.INT8, Shape.of(1, 1, 1, 2), 4, -119), convolution("int8_out").run());
    assertEquals(tensor(DataType.INT8, Shape.of(1, 1, 1, 2), 4, 0), convolution("int8_out").attribute("with_act", true)
        .attribute("act_type", "relu").run());
  }

  @Test
  void anIntegerOutputNeedsAScale() {
    assertTrue(
        convolution("int8_out").attribute("Output0_scale", floats()).refusal().contains("Output0_scale is missing"));
    assertTrue(convolution("int8_out").weight("Filter", Tensor.of(Shape.of(1, 1, 1, 2), 2f, -1f)).refusal()
        .contains("it must be int8 of rank 4"));
  }
}
