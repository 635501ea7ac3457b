package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter;
import oar.runtime.arm.kernel.channelwise.ChannelwiseWeights;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The constant filter [C, 1, h, w] and bias of a convolution in which each output channel reads one input channel.
 *
 * @param shape of the filter
 * @param weights filter and bias as kernels read them
 */
record DepthwiseFilter(Shape shape, ChannelwiseWeights weights) implements ImageFilter {
  private static final int RANK = 4;

  /** Read filter and bias, or return nothing if they are none of this kind. */
  static Optional<DepthwiseFilter> of(OperatorReader reader, int groups) {
    Optional<OperatorReader.ConstantSource> bias = reader.constantSource("Bias");
    boolean hasOtherBias = bias.map(source -> source.type() != DataType.FLOAT32
        || source.shape().elementCount() != groups).orElse(reader.optionalInput("Bias").isPresent());
    return reader.constantSource("Filter").filter(source -> !hasOtherBias && isFor(source, groups))
        .map(source -> new DepthwiseFilter(source.shape(), ChannelwiseWeights.of(source.elements().get().toFloats(),
            bias.map(summands -> summands.elements().get()).map(Tensor::toFloats).orElse(new float[0]), groups)));
  }

  private static boolean isFor(OperatorReader.ConstantSource source, int groups) {
    Shape shape = source.shape();
    return source.type() == DataType.FLOAT32 && shape.rank() == RANK && shape.elementCount() > 0 && groups > 1
        && shape.dimension(0) == groups && shape.dimension(1) == 1;
  }

  @Override
  public Arithmetic arithmetic() {
    return Arithmetic.FLOAT;
  }

  @Override
  public Computation plan(Planning planning, Operand input, Window height, Window width, Epilogue epilogue) {
    Optional<Rectifier> rectifier = epilogue.activation().rectifier();
    boolean tracksExtremes = planning.computesWithIntegers() && rectifier.isPresent();
    ChannelwiseFilter filter = ChannelwiseFilter.convolution(height, width, weights,
        new ChannelwiseFilter.Target(new ChannelwiseFilter.Finish(epilogue.residual().isPresent(),
            rectifier.orElse(Rectifier.NONE), tracksExtremes), planning.machine()));
    Optional<Extremes[]> extremes = tracksExtremes
        ? Optional.of(epilogue.output().trackExtremes())
        : Optional.empty();
    Computation sums = new ChannelwiseComputation(filter, input, epilogue.output(), epilogue.residual(), extremes);
    Computation rest = epilogue.rest();
    return workspace -> {
      sums.run(workspace);
      rest.run(workspace);
    };
  }
}
