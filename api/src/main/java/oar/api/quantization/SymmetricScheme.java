package oar.api.quantization;

import java.util.Objects;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Weight;

/**
 * How a quantizer of {@link SymmetricQuantization} goes about a weight.
 *
 * @param quantizer its id, which quantized weights name
 * @param type INT8 or INT16
 * @param perChannel whether each channel has a scale, or the whole weight one
 * @param arithmetic whose integers to give
 */
public record SymmetricScheme(String quantizer, DataType type, boolean perChannel, Arithmetic arithmetic) {
  /** Create a scheme. */
  public SymmetricScheme {
    Objects.requireNonNull(quantizer, "quantizer is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(arithmetic, "arithmetic is null");
  }

  /** Two tools that differ in where they round. */
  public enum Arithmetic {
    /** Paddle-Lite's opt: halves are rounded away from zero, and all is in single precision. */
    PADDLE_LITE,
    /**
     * PaddleSlim's quant_post_dynamic: halves are rounded to the even integer, and scales are kept in double precision for its
     * test model ({@link PaddleSlimTestWeights}).
     */
    PADDLE_SLIM
  }

  /**
   * Quantize a weight.
   *
   * @param name the weight's, for messages
   * @param weight FLOAT32
   * @param channelAxis the axis of the channels
   * @throws UnsupportedProgramException if an element is NaN or infinite
   */
  public Weight quantize(String name, Weight weight, int channelAxis) {
    return SymmetricQuantization.quantize(this, name, weight, perChannel ? channelAxis : Quantization.PER_TENSOR);
  }
}
