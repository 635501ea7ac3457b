package oar.api.model;

import java.util.Map;
import java.util.Objects;

/**
 * How to read a weight's stored elements as real numbers. The built-in quantizers store
 * {@code real = integer * scale[index along the channel axis]}; what another quantizer stores, only it can read.
 *
 * @param quantizer id of the quantizer that wrote the weight
 * @param shape dimensions of the real-valued weight, which packed storage need not have
 * @param channelAxis the axis along which scales change, or {@value #PER_TENSOR} for one scale of the whole weight
 * @param scales FLOAT32; of the built-in quantizers, one for each channel
 * @param parameters what else the quantizer needs to read it
 */
public record Quantization(String quantizer, Shape shape, int channelAxis, Tensor scales,
    Map<String, String> parameters) {
  /** The channel axis of a weight with one scale. */
  public static final int PER_TENSOR = -1;

  /** Describe a quantized weight. */
  public Quantization {
    Objects.requireNonNull(quantizer, "quantizer is null");
    if (channelAxis < PER_TENSOR || channelAxis >= shape.rank()) {
      throw new IllegalArgumentException("channel axis " + channelAxis + " is not one of a weight of shape " + shape);
    }
    parameters = Map.copyOf(parameters);
  }
}
