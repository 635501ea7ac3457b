package oar.runtime.arm.op.convolution;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.IntegerWeights;

/** The INT8 filter of a convolution, [O, C / groups, window], packed for products in integers. */
final class IntegerFilter {
  private IntegerFilter() {}

  /**
   * Tell whether a convolution is computed in integers: a channel has a scale of its own or all have one, and sums fit. A
   * depthwise one is not: its sums are too short to be worth it, and lose more accuracy than others.
   */
  static boolean isFor(Weight weight, int groups) {
    Shape shape = weight.shape();
    int axis = weight.quantization().orElseThrow().channelAxis();
    return shape.rank() >= 3 && shape.elementCount() > 0 && shape.dimension(0) % groups == 0
        && (groups == 1 || shape.dimension(1) > 1) && (axis == 0 || axis == Quantization.PER_TENSOR)
        && IntegerWeights.canSum(shape.elementCount(1, shape.rank()));
  }

  /** Pack the filter of each group. */
  static List<IntegerWeights> pack(Weight weight, int groups) {
    Shape shape = weight.shape();
    Tensor elements = weight.tensor();
    Quantization quantization = weight.quantization().orElseThrow();
    int channels = Math.toIntExact(shape.dimension(0) / groups);
    int depth = Math.toIntExact(shape.elementCount(1, shape.rank()));
    boolean isPerChannel = quantization.channelAxis() == 0;
    return IntStream.range(0, groups).mapToObj(group -> IntegerWeights.left(channels, depth,
        (channel, k) -> (byte) elements.longAt(((long) group * channels + channel) * depth + k),
        channel -> (float) quantization.scales().doubleAt(isPerChannel ? (long) group * channels + channel : 0)))
        .toList();
  }
}
