package oar.api;

import oar.api.error.UnsupportedProgramException;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/** Stores weights in fewer bits, and reads back what it stored. */
public interface Quantizer extends Provider {
  /**
   * Quantize one weight.
   *
   * @param name the weight's, for messages
   * @param weight FLOAT32, not quantized
   * @param channelAxis the axis along which a scale may change
   * @param options values of {@link #options}
   * @return a weight whose quantization names this quantizer; its shape is that of the given one
   * @throws UnsupportedProgramException if the values cannot be quantized: NaN or infinity
   */
  Weight quantize(String name, Weight weight, int channelAxis, Options options);

  /**
   * Return the real numbers of a weight that this quantizer stored.
   *
   * @param weight what {@link #quantize} returned, or a format read
   * @return FLOAT32, of the weight's shape
   */
  Tensor dequantize(Weight weight);
}
