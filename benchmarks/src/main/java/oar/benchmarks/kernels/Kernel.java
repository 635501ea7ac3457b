package oar.benchmarks.kernels;

import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Kernels, with sizes that they meet in networks. The names of convolutions give channels, extent, window and stride, those of
 * products rows, depth and columns.
 */
public enum Kernel {
  /** The first layer of a network. */
  CONV_3_224_7X7_S2(convolution(3, 64, 224, 7, 2, 1)),
  /** Of ResNet. */
  CONV_64_56_3X3(convolution(64, 64, 56, 3, 1, 1)),
  /** Of ResNet. */
  CONV_256_14_3X3(convolution(256, 256, 14, 3, 1, 1)),
  /** Of ResNet. */
  CONV_512_7_3X3(convolution(512, 512, 7, 3, 1, 1)),
  /** Of ResNet, with a stride. */
  CONV_128_56_3X3_S2(convolution(128, 128, 56, 3, 2, 1)),
  /** Of MobileNet. */
  CONV_64_112_1X1(convolution(64, 128, 112, 1, 1, 1)),
  /** Of MobileNet. */
  CONV_512_14_1X1(convolution(512, 512, 14, 1, 1, 1)),
  /** Of MobileNet. */
  CONV_1024_7_1X1(convolution(1024, 1024, 7, 1, 1, 1)),
  /** Of ResNeXt. */
  CONV_128_56_3X3_GROUPS_32(convolution(128, 128, 56, 3, 1, 32)),
  /** Of MobileNet. */
  DEPTHWISE_64_112_3X3(convolution(64, 64, 112, 3, 1, 64)),
  /** Of MobileNet. */
  DEPTHWISE_512_14_3X3(convolution(512, 512, 14, 3, 1, 512)),
  /** Of MobileNet V3. */
  DEPTHWISE_240_28_5X5(convolution(240, 240, 28, 5, 1, 240)),
  /** Of BERT. */
  PRODUCT_128_768_768(product(128, 768, 768)),
  /** Of BERT. */
  PRODUCT_128_768_3072(product(128, 768, 3072)),
  /** Of the last layer of a network. */
  PRODUCT_1_1024_1000(product(1, 1024, 1000)),
  /** A large one, which can come nearest to the limit. */
  PRODUCT_1024_1024_1024(product(1024, 1024, 1024));

  private final OneOperator.Definition definition;

  Kernel(OneOperator.Definition definition) {
    this.definition = definition;
  }

  private static OneOperator.Definition convolution(long channels, long outputs, long extent, long window, int stride,
      int groups) {
    int padding = (int) window / 2;
    long outputExtent = (extent - 1) / stride + 1;
    Operator operator = Operator.builder(groups == channels ? "depthwise_conv2d" : "conv2d")
        .input("Input", OneOperator.INPUT).input("Filter", OneOperator.WEIGHT).output("Output", OneOperator.OUTPUT)
        .attribute("strides", List.of(stride, stride)).attribute("groups", groups)
        .attribute("paddings", List.of(padding, padding))
        .attribute("dilations", List.of(1, 1)).build();
    return new OneOperator.Definition(operator, Shape.of(1, channels, extent, extent),
        Shape.of(outputs, channels / groups, window, window), Shape.of(1, outputs, outputExtent, outputExtent), 0);
  }

  private static OneOperator.Definition product(long rows, long depth, long columns) {
    Operator operator = Operator.builder("matmul_v2").input("X", OneOperator.INPUT).input("Y", OneOperator.WEIGHT)
        .output("Out", OneOperator.OUTPUT).build();
    return new OneOperator.Definition(operator, Shape.of(rows, depth), Shape.of(depth, columns),
        Shape.of(rows, columns), 1);
  }

  OneOperator open(Arithmetic arithmetic, int threads) {
    return new OneOperator(definition, arithmetic, threads);
  }

  OneOperator.Bounds bounds(Arithmetic arithmetic, int threads) {
    return OneOperator.bounds(definition, arithmetic, threads);
  }
}
