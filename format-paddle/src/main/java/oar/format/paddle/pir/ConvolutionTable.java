package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Operator;

/** Convolution, pooling and normalization. */
final class ConvolutionTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("conv2d", "Input, Filter -> Output"), //
      Mapping.of("depthwise_conv2d", "Input, Filter -> Output"), //
      Mapping.of("conv3d", "Input, Filter -> Output"), //
      Mapping.of("conv2d_transpose", "Input, Filter, @output_size:ints -> Output"), //
      Mapping.of("depthwise_conv2d_transpose", "Input, Filter, @output_size:ints -> Output"), //
      Mapping.of("conv3d_transpose", "Input, Filter -> Output"), //
      Mapping.of("deformable_conv", "Input, Offset, Filter, Mask? -> Output")
          .adjust(ConvolutionTable::chooseVersion), //
      Mapping.of("pool2d", "X, @ksize:ints -> Out"), //
      Mapping.of("pool3d", "X -> Out").rename("kernel_size", "ksize"), //
      Mapping.of("max_pool2d_with_index", "X -> Out, Mask").rename("kernel_size", "ksize").only("ceil_mode", 0), //
      Mapping.of("max_pool3d_with_index", "X -> Out, Mask").rename("kernel_size", "ksize").only("ceil_mode", 0), //
      Mapping.of("unpool", "X, Indices, @output_size:ints -> Out").rename("padding", "paddings")
          .add("unpooling_type", "max"), //
      batchNorm("batch_norm_", "batch_norm"), //
      batchNorm("sync_batch_norm_", "sync_batch_norm"), //
      Mapping.of("layer_norm", "X, Scale?, Bias? -> Y, Mean, Variance"), //
      Mapping.of("group_norm", "X, Scale?, Bias? -> Y, Mean, Variance").rename("data_format", "data_layout"), //
      Mapping.of("instance_norm", "X, Scale?, Bias? -> Y, SavedMean, SavedVariance"), //
      Mapping.of("p_norm", "X -> Out"), //
      Mapping.of("norm", "X -> Out, Norm"), //
      Mapping.of("affine_channel", "X, Scale, Bias -> Out"), //
      Mapping.of("lrn", "X -> Out, MidOut"), //
      Mapping.of("spectral_norm", "Weight, U, V -> Out"));

  private ConvolutionTable() {}

  /** Paddle 2 has an operator of its own for the first version, which has no mask. */
  private static void chooseVersion(PirOperation convolution, Operator.Builder operator, Translation translation) {
    if (convolution.operand(3) == PirOperation.NOTHING) {
      operator.type("deformable_conv_v1");
    }
  }

  /** The statistics are read and written in the same variables, which a network that predicts leaves as they are. */
  private static Mapping batchNorm(String operation, String type) {
    return Mapping.of(operation, type, "X, Mean, Variance, Scale?, Bias? -> Y, -, -, SavedMean, SavedVariance, -")
        .rename("data_format", "data_layout").adjust((source, operator, translation) -> operator
            .output("MeanOut", translation.values().variable(source.operand(1)))
            .output("VarianceOut", translation.values().variable(source.operand(2))));
  }
}
