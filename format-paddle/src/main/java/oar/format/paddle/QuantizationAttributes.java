package oar.format.paddle;

import java.util.Map;
import java.util.Set;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Quantization;
import oar.api.model.Shape;

/**
 * The attributes by which an operator says how quantized weights that it reads stand for real numbers:
 *
 * <pre>
 * quantization_type      STRING  post_weight_abs_max (one scale) or post_weight_channel_wise_abs_max; old files lack it
 * quantize_weight_bits   INT     8 or 16
 * WEIGHT_quant_scale     FLOATS  one scale, or one for each channel
 * WEIGHT_quant_axis      INT     the axis of the channels where it is not the usual one; Paddle-Lite does not know it
 * with_quant_attr        BOOLEAN true; Paddle-Lite's opt leaves it out
 * </pre>
 *
 * The usual axis is 0 for a convolution's filter and 1, or the last if there is none, for anything else.
 */
final class QuantizationAttributes {
  static final String TYPE = "quantization_type";
  static final String BITS = "quantize_weight_bits";
  static final String SCALES = "_quant_scale";
  static final String AXIS = "_quant_axis";
  static final String MARK = "with_quant_attr";

  static final String ONE_SCALE = "post_weight_abs_max";
  static final String SCALE_PER_CHANNEL = "post_weight_channel_wise_abs_max";

  /** What quantizers store, by their ids. */
  static final Map<String, DataType> STORAGE = Map.of("int8", DataType.INT8, "int16", DataType.INT16);

  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d");

  private QuantizationAttributes() {}

  /** Return the axis of a weight's channels where the operator does not name it. */
  static int usualAxis(Operator operator, Shape shape) {
    return Math.min(CONVOLUTIONS.contains(operator.type()) ? 0 : 1, shape.rank() - 1);
  }

  /** Return the number of scales that go with a channel axis. */
  static long channels(Shape shape, int axis) {
    return axis == Quantization.PER_TENSOR ? 1 : shape.dimension(axis);
  }
}
