package oar.runtime.arm.op.convolution;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.product.Arithmetic;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.machine.Machine;

/** The INT8 filter of a convolution of images, [O, C / groups, h, w], packed for products in integers. */
final class IntegerFilter {
  private static final int RANK = 4;
  /** Images of so few channels are read faster as they are than quantized. */
  private static final int FEWEST_CHANNELS = 4;

  private IntegerFilter() {}

  /**
   * Tell whether a convolution is computed in integers: a channel has a scale of its own or all have one, sums fit, and the
   * channels of a group are not too few and fill whole steps. A depthwise one is not: its sums are too short to be worth it, and lose more accuracy
   * than others.
   */
  static boolean isFor(Weight weight, int groups, Machine machine) {
    Shape shape = weight.shape();
    int axis = weight.quantization().orElseThrow().channelAxis();
    return shape.rank() == RANK && shape.elementCount() > 0 && shape.dimension(1) > FEWEST_CHANNELS
        && shape.dimension(0) % groups == 0
        && (groups == 1 || shape.dimension(1) % PackedColumns.integers(machine).elementsPerStep() == 0)
        && (axis == 0 || axis == Quantization.PER_TENSOR) && PackedColumns.canSum(shape.elementCount(1, RANK));
  }

  /** Pack the filter of each group: its elements in the order h, w, C, with zeros behind the last channel. */
  static List<PackedColumns> pack(Weight weight, int groups, Machine machine) {
    Shape shape = weight.shape();
    Tensor elements = weight.tensor();
    Quantization quantization = weight.quantization().orElseThrow();
    Arithmetic arithmetic = PackedColumns.integers(machine);
    int columns = Math.toIntExact(shape.dimension(0) / groups);
    int channels = Math.toIntExact(shape.dimension(1));
    int window = Math.toIntExact(shape.elementCount(2, RANK));
    int padded = QuantizedImages.paddedChannels(arithmetic, channels);
    boolean isPerChannel = quantization.channelAxis() == 0;
    return IntStream.range(0, groups).mapToObj(group -> PackedColumns.ofIntegers(machine, window * padded, columns,
        (k, column) -> k % padded < channels
            ? (int) elements.longAt((((long) group * columns + column) * channels + k % padded) * window + k / padded)
            : 0,
        column -> (float) quantization.scales().doubleAt(isPerChannel ? (long) group * columns + column : 0))).toList();
  }
}
