package oar.format.naivebuffer.lite;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import oar.api.model.Operator;
import oar.api.model.Quantization;

/**
 * How Paddle-Lite makes quantized weights real when it loads a model: before it runs anything, it multiplies the integers of
 * each weight by the scales that an operator has for it, along an axis that follows from the operator's type.
 */
public final class LoaderDequantization {
  /** The operators that Paddle-Lite's opt gives scales to, and the axis of a weight's channels. */
  private static final Map<String, Integer> AXES = Map.of("conv2d", 0, "depthwise_conv2d", 0, "fc", 1, "mul", 1,
      "matmul",
      1, "matmul_v2", 1, "lookup_table", 1);
  private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d");
  /** For these the loader takes the integers away and puts nothing in their place. */
  private static final Set<String> FORGOTTEN = Set.of("matmul", "matmul_v2");

  private LoaderDequantization() {}

  /** Return the axis along which scales of an operator change, or empty if it can have none. */
  public static OptionalInt axis(String operatorType, int rank) {
    Integer axis = AXES.get(operatorType);
    return axis == null || rank == 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(axis, rank - 1));
  }

  /** Tell whether an operator can have the scales of a weight that it reads. */
  public static boolean canDescribe(Operator operator, Quantization quantization) {
    OptionalInt axis = axis(operator.type(), quantization.shape().rank());
    return axis.isPresent()
        && (quantization.channelAxis() == Quantization.PER_TENSOR || quantization.channelAxis() == axis.getAsInt());
  }

  /** Tell whether the loader gets a weight right that an operator has scales for. */
  public static boolean isRight(Operator operator, Quantization quantization) {
    return canDescribe(operator, quantization) && !FORGOTTEN.contains(operator.type())
        && (CONVOLUTIONS.contains(operator.type()) || quantization.shape().rank() <= 2);
  }
}
