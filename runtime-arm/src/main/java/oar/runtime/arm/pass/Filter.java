package oar.runtime.arm.pass;

import java.util.Optional;
import java.util.Set;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * The filter of a convolution: {@code [output channels, input channels / groups, height, width]}, or of a transposed
 * one {@code [input channels, output channels / groups, height, width]}.
 */
final class Filter {
  private static final int RANK = 4;
  /** The quantizers whose integers are multiples of a scale, so that a factor of a channel is one of its scale. */
  private static final Set<String> LINEAR_QUANTIZERS = Set.of("int8", "int16");

  private final Weight weight;
  private final boolean transposed;
  private final long groups;

  private Filter(Weight weight, boolean transposed, long groups) {
    this.weight = weight;
    this.transposed = transposed;
    this.groups = groups;
  }

  /** Take the filter of a convolution, or empty if it is not of one of these forms. */
  static Optional<Filter> of(Operator convolution, Weight weight) {
    boolean transposed = convolution.type().endsWith("_transpose");
    int groups = convolution.intAttribute("groups", 1);
    Shape shape = weight.shape();
    return shape.rank() == RANK && shape.elementCount() > 0 && groups > 0 && shape.dimension(0) % groups == 0
        ? Optional.of(new Filter(weight, transposed, groups))
        : Optional.empty();
  }

  /** Return the number of output channels. */
  int channels() {
    Shape shape = weight.shape();
    return Math.toIntExact(transposed ? shape.dimension(1) * groups : shape.dimension(0));
  }

  Weight weight() {
    return weight;
  }

  /**
   * Return the filter whose results are a factor larger in each channel, or empty if it is stored in an unknown way.
   */
  Optional<Weight> times(ChannelAffine affine) {
    if (weight.quantization().isPresent()) {
      return weight.quantization().filter(this::hasKnownScales)
          .map(quantization -> timesScales(quantization, affine));
    }
    return weight.tensor().type() == DataType.FLOAT32
        ? Optional.of(new Weight(Floats.changed(weight.tensor(),
            (values, length, from) -> multiply(values, length, from, affine))))
        : Optional.empty();
  }

  private boolean hasKnownScales(Quantization quantization) {
    boolean perTensor = quantization.channelAxis() == Quantization.PER_TENSOR;
    return LINEAR_QUANTIZERS.contains(quantization.quantizer()) && !transposed
        && (perTensor || quantization.channelAxis() == 0)
        && quantization.scales().elementCount() == (perTensor ? 1 : channels());
  }

  private Weight timesScales(Quantization quantization, ChannelAffine affine) {
    float[] known = quantization.scales().toFloats();
    float[] scales = new float[channels()];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = known[known.length == 1 ? 0 : c] * affine.factor(c);
    }
    return new Weight(weight.tensor(), weight.levelOfDetail(), Optional.of(new Quantization(quantization.quantizer(),
        quantization.shape(), 0, Tensor.of(Shape.of(scales.length), scales), quantization.parameters())));
  }

  private void multiply(float[] values, int length, long from, ChannelAffine affine) {
    Shape shape = weight.shape();
    long inner = shape.elementCount(transposed ? 2 : 1, RANK);
    int i = 0;
    while (i < length) {
      long row = (from + i) / inner;
      int end = (int) Math.min(length, (row + 1) * inner - from);
      float factor = affine.factor(channelOf(row));
      for (; i < end; i++) {
        values[i] *= factor;
      }
    }
  }

  /** Return the output channel of a run of adjacent elements. */
  private int channelOf(long row) {
    if (!transposed) {
      return (int) row;
    }
    long channelsOfGroup = weight.shape().dimension(1);
    long inputsOfGroup = weight.shape().dimension(0) / groups;
    long group = row / channelsOfGroup / inputsOfGroup;
    return (int) (group * channelsOfGroup + row % channelsOfGroup);
  }
}
