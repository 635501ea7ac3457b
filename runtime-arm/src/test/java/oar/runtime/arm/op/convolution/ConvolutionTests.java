package oar.runtime.arm.op.convolution;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTests {
  private static final long SEED = 7;

  private static Tensor random(DataType type, long... shape) {
    Shape dimensions = Shape.of(shape);
    return tensor(type, dimensions, new Random(SEED).doubles(dimensions.elementCount(), -1, 1).toArray());
  }

  private static OperatorTester convolve(String type, Tensor input, Tensor filter) {
    return new OperatorTester(type).input("Input", input).input("Filter", filter).output("Output");
  }

  private static OperatorTester convolve(String type, DataType dataType, int groups) {
    Tensor input = random(dataType, 2, 4, 5, 6);
    Tensor filter = type.endsWith("transpose") ? random(dataType, 4, 3, 2, 3) : random(dataType, 8, 4 / groups, 2, 3);
    return convolve(type, input, filter).attribute("groups", groups).attribute("strides", List.of(2, 1))
        .attribute("paddings", List.of(1, 0, 2, 1)).attribute("dilations", List.of(1, 2));
  }

  @ParameterizedTest
  @CsvSource({"conv2d, 1", "conv2d, 2", "depthwise_conv2d, 4", "conv2d_transpose, 1", "conv2d_transpose, 2"})
  void doublesAreConvolvedAsFloatsAre(String type, int groups) {
    Tensor floats = convolve(type, DataType.FLOAT32, groups).run();
    Tensor doubles = convolve(type, DataType.FLOAT64, groups).run();
    assertEquals(DataType.FLOAT64, doubles.type());
    assertEquals(floats.shape(), doubles.shape());
    assertArrayEquals(elements(floats), elements(doubles), 1e-5, "seed " + SEED);
  }

  @Test
  void biasAndActivationFollowTheSumsOfDoublesToo() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 2), 1.0, -5.0);
    Tensor output = convolve("conv2d", input, Tensor.of(Shape.of(2, 1, 1, 1), 1.0, 2.0))
        .input("Bias", Tensor.of(Shape.of(2), 10.0, 1.0)).attribute("with_act", true).attribute("act_type", "relu")
        .run();
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 2), 11.0, 5.0, 3.0, 0.0), output);
  }

  @Test
  void channelsMayComeLast() {
    Tensor input = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 10f, 2f, 20f);
    Tensor filter = Tensor.of(Shape.of(2, 2, 1, 1), 1f, 1f, 0f, 3f);
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 11f, 30f, 22f, 60f),
        convolve("conv2d", input, filter).attribute("data_format", "NHWC").run());
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 1f, 31f, 2f, 62f),
        convolve("conv2d_transpose", input, filter).attribute("data_format", "NHWC").run());
  }

  @Test
  void anEmptyBatchGivesOne() {
    Tensor filter = random(DataType.FLOAT32, 3, 2, 3, 3);
    assertEquals(Shape.of(0, 3, 2, 2),
        convolve("conv2d", tensor(DataType.FLOAT32, Shape.of(0, 2, 4, 4)), filter).run().shape());
  }

  @Test
  void aWindowMayHangOverByLessThanAStride() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 2), 3f, 4f);
    Tensor filter = Tensor.of(Shape.of(1, 1, 1, 3), 1f, 1f, 1f);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 1), 7f),
        convolve("conv2d", input, filter).attribute("strides", List.of(1, 2)).run());
    assertEquals(Shape.of(1, 1, 1, 0), convolve("conv2d", input, filter).run().shape());
    assertTrue(convolve("conv2d", Tensor.of(Shape.of(1, 1, 1, 1), 3f), filter).refusal()
        .contains("a window that spans 3 elements does not fit into dimension 1, which has 1 with its padding"));
  }

  @Test
  void whatDoesNotFitTheFilterIsRefused() {
    Tensor input = random(DataType.FLOAT32, 1, 4, 3, 3);
    Tensor filter = random(DataType.FLOAT32, 4, 2, 1, 1);
    assertTrue(convolve("conv2d", input, filter).refusal().contains("has 4 channels, but filter [4, 2, 1, 1]"));
    assertTrue(convolve("conv2d", random(DataType.FLOAT64, 1, 2, 3, 3), filter).refusal()
        .contains("must be of the type of input Input float64"));
    assertTrue(convolve("conv3d", input, filter).refusal().contains("must have rank 5"));
    assertTrue(convolve("conv2d", random(DataType.FLOAT32, 1, 2, 3, 3), filter)
        .input("Bias", random(DataType.FLOAT32, 3)).refusal().contains("must have an element for each of the 4"));
    assertTrue(convolve("conv2d_transpose", random(DataType.FLOAT32, 1, 3, 3, 3), filter).refusal()
        .contains("has 3 channels, but filter [4, 2, 1, 1] takes 4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides", "dilations", "paddings"})
  void listsOutOfRangeAreRefused(String name) {
    for (List<Integer> values : List.of(List.of(-1, 1), List.of(1), List.of(1, 1, 1), List.of(40_000, 1))) {
      String refusal = convolve("conv2d", DataType.FLOAT32, 1).attribute(name, values).refusal();
      assertTrue(refusal.contains(name + " is " + values), refusal);
    }
  }

  @Test
  void groupsAndPaddingAlgorithmsThatAreNoneAreRefused() {
    assertTrue(convolve("conv2d", DataType.FLOAT32, 1).attribute("groups", 0).refusal()
        .contains("groups is 0; it must be at least 1"));
    assertTrue(convolve("conv2d", DataType.FLOAT32, 1).attribute("padding_algorithm", "FULL").refusal()
        .contains("padding_algorithm is 'FULL'"));
  }

  @Test
  void outputSizesThatNoInputHasAreRefused() {
    OperatorTester transposed = convolve("conv2d_transpose", DataType.FLOAT32, 1);
    assertTrue(transposed.attribute("output_padding", List.of(2, 0)).refusal().contains("it must be from 0 to 1"));
    assertTrue(convolve("conv2d_transpose", DataType.FLOAT32, 1).attribute("output_size", List.of(100, 7)).refusal()
        .contains("output_size is [100, 7]; it must be from"));
  }
}
