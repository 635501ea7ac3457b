package acme.int4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.kit.contract.QuantizerContract;
import org.junit.jupiter.api.Test;

class Int4QuantizerTests extends QuantizerContract {
  @Override
  protected Quantizer quantizer() {
    return new Int4Quantizer();
  }

  /** The contract quantizes with the default, 32 values to a scale. */
  @Override
  protected double largestError(Weight quantized, long index, float value) {
    double scale = quantized.quantization().orElseThrow().scales().doubleAt(index / 32);
    return scale / 2 + Math.abs(value) * 0x1p-22 + Float.MIN_NORMAL;
  }

  @Test
  void twoValuesTakeAByteAndEachGroupAScale() {
    Weight weight = new Weight(Tensor.of(Shape.of(5), 7f, -7f, 3.4f, 0f, 14f));
    Weight quantized = quantizer().quantize("w", weight, 0, Options.of(quantizer(), Map.of("group", "4")));
    assertEquals(3 + 2 * Float.BYTES, quantized.byteSize());
    assertEquals(Tensor.of(Shape.of(5), 7f, -7f, 3f, 0f, 14f), quantizer().dequantize(quantized));
  }
}
