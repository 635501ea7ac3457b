package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTests {
  @Test
  void everyElementOfAnOutputChannelIsMultiplied() {
    Shape shape = Shape.of(5, 401, 3, 3);
    float[] results = times(Operator.builder("conv2d").build(), shape, 5);

    for (int i = 0; i < results.length; i++) {
      assertEquals(i / (401 * 9) + 1, results[i], "element " + i);
    }
  }

  @Test
  void everyElementOfATransposedOutputChannelIsMultiplied() {
    Shape shape = Shape.of(6, 2, 50, 50);
    float[] results = times(Operator.builder("conv2d_transpose").attribute("groups", 3).build(), shape, 6);

    for (int i = 0; i < results.length; i++) {
      int input = i / (2 * 2500);
      int outputOfGroup = i / 2500 % 2;
      assertEquals(input / 2 * 2 + outputOfGroup + 1, results[i], "element " + i);
    }
  }

  /** Multiplies a filter of ones by 1 in the first channel, 2 in the second and so on. */
  private static float[] times(Operator convolution, Shape shape, int channels) {
    float[] ones = new float[Math.toIntExact(shape.elementCount())];
    Arrays.fill(ones, 1);
    Filter filter = Filter.of(convolution, new Weight(Tensor.of(shape, ones))).orElseThrow();
    assertEquals(channels, filter.channels());
    return filter.times(counting(channels)).orElseThrow().tensor().toFloats();
  }

  private static ChannelAffine counting(int channels) {
    float[] factors = new float[channels];
    for (int c = 0; c < channels; c++) {
      factors[c] = c + 1;
    }
    return ChannelAffine.multiplying(factors);
  }

  @ParameterizedTest
  @CsvSource({"other, 0, 2", "int8, 1, 1", "int8, 0, 1", "int8, -1, 2"})
  void scalesOfAnotherMeaningAreLeft(String quantizer, int channelAxis, int scales) {
    Shape shape = Shape.of(2, 1, 1, 1);
    Quantization quantization = new Quantization(quantizer, shape, channelAxis, Tensor.of(Shape.of(scales),
        new float[scales]), Map.of());
    Weight weight = new Weight(new Tensor(DataType.INT8, shape, Tensor.allocate(DataType.INT8, shape)), quantization);

    assertEquals(Optional.empty(),
        Filter.of(Operator.builder("conv2d").build(), weight).orElseThrow().times(counting(2)));
  }

  @ParameterizedTest
  @CsvSource({"conv2d, 0", "conv2d, 3", "conv2d_transpose, -1"})
  void groupsMustDivideTheChannels(String type, int groups) {
    Weight weight = new Weight(Tensor.of(Shape.of(2, 1, 1, 1), 1f, 2));

    assertTrue(Filter.of(Operator.builder(type).attribute("groups", groups).build(), weight).isEmpty());
  }
}
