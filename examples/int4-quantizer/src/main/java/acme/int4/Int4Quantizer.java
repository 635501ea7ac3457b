package acme.int4;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import oar.api.Option;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * Stores weights as integers from -7 to 7, two to a byte. Each group of values that follow each other in memory has a scale,
 * {@code largest magnitude / 7}; the earlier value of a byte is in its lower half.
 */
public final class Int4Quantizer implements Quantizer {
  private static final String GROUP = "group";
  private static final int LARGEST = 7;

  @Override
  public String id() {
    return "acme-int4";
  }

  @Override
  public String description() {
    return "Symmetric INT4 with a scale for each group of values.";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option(GROUP, new Option.IntegerRange(2, 4096), "32", "Values that share a scale."));
  }

  @Override
  public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
    int group = (int) options.integer(GROUP);
    float[] values = weight.tensor().toFloats();
    float[] scales = new float[Math.ceilDiv(values.length, group)];
    Shape packedShape = Shape.of(Math.ceilDiv(values.length, 2));
    MemorySegment packed = Tensor.allocate(DataType.UINT8, packedShape);
    for (int i = 0; i < values.length; i++) {
      if (i % group == 0) {
        scales[i / group] = scale(name, values, i, Math.min(i + group, values.length));
      }
      int integer = scales[i / group] == 0 ? 0 : Math.clamp(Math.round(values[i] / scales[i / group]), -LARGEST, LARGEST);
      int other = i % 2 == 0 ? 0 : packed.get(ValueLayout.JAVA_BYTE, i / 2);
      packed.set(ValueLayout.JAVA_BYTE, i / 2, (byte) (other | (integer & 15) << i % 2 * 4));
    }
    return new Weight(new Tensor(DataType.UINT8, packedShape, packed),
        new Quantization(id(), weight.shape(), Quantization.PER_TENSOR, Tensor.of(Shape.of(scales.length), scales),
            Map.of(GROUP, Integer.toString(group))));
  }

  private float scale(String name, float[] values, int from, int to) {
    float largest = 0;
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        throw new UnsupportedProgramException("quantizer " + id() + " cannot quantize weight " + name,
            List.of("element " + i + " is " + values[i] + "; only finite numbers can be quantized"));
      }
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest / LARGEST;
  }

  @Override
  public Tensor dequantize(Weight weight) {
    Quantization quantization = weight.quantization().orElseThrow();
    int group = Integer.parseInt(quantization.parameters().get(GROUP));
    float[] scales = quantization.scales().toFloats();
    float[] values = new float[Math.toIntExact(weight.shape().elementCount())];
    for (int i = 0; i < values.length; i++) {
      int packed = weight.tensor().data().get(ValueLayout.JAVA_BYTE, i / 2);
      int integer = i % 2 == 0 ? packed << 28 >> 28 : packed >> 4;
      values[i] = integer * scales[i / group];
    }
    return Tensor.of(weight.shape(), values);
  }
}
