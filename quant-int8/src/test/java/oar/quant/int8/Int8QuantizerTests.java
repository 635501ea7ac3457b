package oar.quant.int8;

import static org.junit.jupiter.api.Assertions.assertEquals;

import oar.api.Options;
import oar.api.Quantizer;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.kit.contract.QuantizerContract;
import org.junit.jupiter.api.Test;

class Int8QuantizerTests extends QuantizerContract {
  private static final int BYTES_OF_AN_ELEMENT = 1;

  @Override
  protected Quantizer quantizer() {
    return new Int8Quantizer();
  }

  @Test
  void aWeightTakesItsIntegersAndAScaleForEachChannel() {
    Weight weight = new Weight(Tensor.of(Shape.of(3, 5), new float[15]));
    Weight quantized = quantizer().quantize("w", weight, 1, Options.defaults(quantizer()));
    assertEquals(15 * BYTES_OF_AN_ELEMENT + 5 * Float.BYTES, quantized.byteSize());
  }
}
