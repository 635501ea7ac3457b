package oar.api.quantization;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * The weights of PaddleSlim's test models, which are real numbers again. PaddleSlim has scales in double precision when it
 * computes them, though it stores them in single precision:
 *
 * <pre>
 * real = integer * (largest magnitude of the channel / range)    in double precision, rounded to single once
 * </pre>
 *
 * The magnitudes cannot be had from stored scales, so that a weight just quantized carries them as a parameter. No file has
 * room for it.
 */
public final class PaddleSlimTestWeights {
  /** The parameter of a {@link Quantization} with the largest magnitude of each channel, in hexadecimal digits. */
  public static final String MAGNITUDES = "magnitudes";

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final String SEPARATOR = " ";
  private static final int CHUNK = 2048;

  private PaddleSlimTestWeights() {}

  static Map<String, String> parameters(float[] magnitudes) {
    StringJoiner text = new StringJoiner(SEPARATOR);
    for (float magnitude : magnitudes) {
      text.add(Float.toHexString(magnitude));
    }
    return Map.of(MAGNITUDES, text.toString());
  }

  /**
   * Return the real numbers of a weight, as PaddleSlim computes them if the weight knows its magnitudes, otherwise as
   * {@link SymmetricQuantization#dequantize} does.
   *
   * @param weight INT8 or INT16, with one scale for each channel
   * @return FLOAT32
   */
  public static Tensor of(Weight weight) {
    Quantization quantization = weight.quantization().orElseThrow();
    Tensor integers = weight.tensor();
    Optional<double[]> scales = scales(quantization, SymmetricQuantization.range(integers.type()));
    if (scales.isEmpty()) {
      return SymmetricQuantization.dequantize(weight);
    }
    double[] exact = scales.get();
    MemorySegment real = Tensor.allocate(DataType.FLOAT32, integers.shape());
    Channels.of(integers.shape(), quantization.channelAxis()).forEachChunk(CHUNK, (offset, length, channel, step) -> {
      for (int i = 0; i < length; i++) {
        double product = integers.longAt(offset + i) * exact[channel + i * step];
        real.setAtIndex(FLOAT, offset + i, (float) product);
      }
    });
    return new Tensor(DataType.FLOAT32, integers.shape(), real);
  }

  /** Return the scales in double precision, unless something has changed the stored ones since. */
  private static Optional<double[]> scales(Quantization quantization, float range) {
    String text = quantization.parameters().get(MAGNITUDES);
    float[] stored = quantization.scales().toFloats();
    if (text == null) {
      return Optional.empty();
    }
    String[] magnitudes = text.split(SEPARATOR);
    double[] scales = new double[stored.length];
    for (int c = 0; c < stored.length; c++) {
      scales[c] = magnitudes.length == stored.length ? Double.parseDouble(magnitudes[c]) / range : Double.NaN;
      if ((float) scales[c] != stored[c]) {
        return Optional.empty();
      }
    }
    return Optional.of(scales);
  }
}
