package oar.api;

import oar.api.error.ProviderException;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/** Reads weights of any quantizer as real numbers. */
@FunctionalInterface
public interface Dequantizer {
  /**
   * Return the real numbers of a quantized weight.
   *
   * @param name the weight's, for messages
   * @param weight a quantized weight
   * @return FLOAT32, of the weight's shape
   * @throws ProviderException if the quantizer that stored it is not to be had
   */
  Tensor dequantize(String name, Weight weight);
}
