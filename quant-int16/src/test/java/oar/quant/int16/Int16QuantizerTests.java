package oar.quant.int16;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.kit.contract.QuantizerContract;
import org.junit.jupiter.api.Test;

class Int16QuantizerTests extends QuantizerContract {
  private static final int BYTES_OF_AN_ELEMENT = 2;

  @Override
  protected Quantizer quantizer() {
    return new Int16Quantizer();
  }

  @Test
  void aWeightTakesItsIntegersAndAScaleForEachChannel() {
    Weight weight = new Weight(Tensor.of(Shape.of(3, 5), new float[15]));
    Weight quantized = quantizer().quantize("w", weight, 1, Options.defaults(quantizer()));
    assertEquals(15 * BYTES_OF_AN_ELEMENT + 5 * Float.BYTES, quantized.byteSize());
  }

  @Test
  void oneScaleAndPaddleSlimsArithmeticAreOptions() {
    Options options = Options.of(quantizer(), Map.of("scales", "abs_max", "arithmetic", "paddleslim"));
    float largest = Short.MAX_VALUE;
    Weight quantized = quantizer().quantize("w", new Weight(Tensor.of(Shape.of(2, 2), largest, 0.5f, -1.5f, 2)), 1,
        options);
    assertEquals(1, quantized.quantization().orElseThrow().scales().elementCount());
    assertEquals(List.of((long) largest, 0L, -2L, 2L),
        LongStream.range(0, 4).mapToObj(quantized.tensor()::longAt).toList());
  }
}
