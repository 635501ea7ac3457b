package oar.api.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaddleSlimTestWeightsTests {
  private static Weight random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * 4 * 500];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Weight(Tensor.of(Shape.of(3, 4, 500), values));
  }

  private static Weight quantize(DataType type, Weight weight, int axis) {
    return new SymmetricScheme("int", type, true, SymmetricScheme.Arithmetic.PADDLE_SLIM).quantize("w", weight, axis);
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"INT8", "INT16"})
  void productsAreRoundedOnce(DataType type) {
    for (int axis = 0; axis < 3; axis++) {
      Weight weight = random(axis);
      Weight quantized = quantize(type, weight, axis);
      float[] real = PaddleSlimTestWeights.of(quantized).toFloats();
      long inner = Shape.of(3, 4, 500).elementCount(axis + 1, 3);
      double[] magnitudes = new double[(int) Shape.of(3, 4, 500).dimension(axis)];
      for (int i = 0; i < real.length; i++) {
        int channel = (int) (i / inner % magnitudes.length);
        magnitudes[channel] = Math.max(magnitudes[channel], Math.abs(weight.tensor().doubleAt(i)));
      }
      for (int i = 0; i < real.length; i++) {
        double scale = magnitudes[(int) (i / inner % magnitudes.length)] / SymmetricQuantization.range(type);
        assertEquals((float) (quantized.tensor().longAt(i) * scale), real[i],
            "seed and axis " + axis + ", element " + i);
      }
      assertNotEquals(SymmetricQuantization.dequantize(quantized), PaddleSlimTestWeights.of(quantized));
    }
  }

  @Test
  void scalesThatWereChangedSinceAreWhatCounts() {
    Weight quantized = quantize(DataType.INT8, random(7), 0);
    Quantization own = quantized.quantization().orElseThrow();
    Weight changed = new Weight(quantized.tensor(), LevelOfDetail.NONE, Optional
        .of(new Quantization("int", own.shape(), 0, Tensor.of(Shape.of(3), 1f, 2f, 3f), own.parameters())));
    assertEquals(SymmetricQuantization.dequantize(changed), PaddleSlimTestWeights.of(changed));
  }

  @Test
  void zerosStayZeros() {
    Weight quantized = quantize(DataType.INT16, new Weight(Tensor.of(Shape.of(2, 2), 0f, 0f, 1f, -0f)), 0);
    assertArrayEquals(new float[]{0, 0, 1, 0}, PaddleSlimTestWeights.of(quantized).toFloats());
  }
}
