package acme.oracle;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** What each operator computes. */
final class Definitions {
  private Definitions() {}

  static String outputSlot(Operator operator) {
    return switch (operator.type()) {
      case "batch_norm" -> "Y";
      case "conv2d", "depthwise_conv2d" -> "Output";
      default -> "Out";
    };
  }

  static Array compute(Operator operator, Map<String, Array> values) {
    Array x = values.get(operator.input("X").or(() -> operator.input("Input")).orElseThrow());
    return switch (operator.type()) {
      case "relu" -> Array.generate(x.shape(), i -> Math.max(x.values()[i], 0));
      case "hard_swish" -> Array.generate(x.shape(),
          i -> x.values()[i] * Math.clamp(x.values()[i] + 3, 0, 6) / 6);
      case "scale" -> scale(operator, x);
      case "dropout" -> dropout(operator, x);
      case "flatten_contiguous_range" -> flatten(operator, x);
      case "reshape2" -> reshape(operator, x);
      case "softmax" -> softmax(operator, x);
      case "elementwise_add" -> add(operator, x, values.get(operator.input("Y").orElseThrow()));
      case "matmul_v2" -> multiply(operator, x, values.get(operator.input("Y").orElseThrow()));
      case "batch_norm" -> normalize(operator, x, values);
      case "pool2d" -> pool(operator, x);
      default -> convolve(operator, x, values.get(operator.input("Filter").orElseThrow()));
    };
  }

  private static Array scale(Operator operator, Array x) {
    double scale = operator.floatAttribute("scale", 1);
    double bias = operator.floatAttribute("bias", 0);
    boolean after = operator.booleanAttribute("bias_after_scale", true);
    return Array.generate(x.shape(), i -> after ? x.values()[i] * scale + bias : (x.values()[i] + bias) * scale);
  }

  private static Array dropout(Operator operator, Array x) {
    boolean isScaled = operator.textAttribute("dropout_implementation", "downgrade_in_infer").equals("upscale_in_train");
    double factor = isScaled ? 1 : 1 - operator.floatAttribute("dropout_prob", 0.5f);
    return Array.generate(x.shape(), i -> x.values()[i] * factor);
  }

  private static Array flatten(Operator operator, Array x) {
    int rank = x.shape().rank();
    Modes.require(rank > 0, operator);
    int first = Math.floorMod(operator.intAttribute("start_axis", 1), rank);
    int last = Math.floorMod(operator.intAttribute("stop_axis", 1), rank);
    long[] dimensions = IntStream.range(0, rank - last + first)
        .mapToLong(axis -> axis < first ? x.size(axis)
            : axis == first ? x.shape().elementCount(first, last + 1) : x.size(axis + last - first))
        .toArray();
    return new Array(Shape.of(dimensions), x.values());
  }

  /** 0 stands for the dimension of X there, and -1 for what is left. */
  private static Array reshape(Operator operator, Array x) {
    long[] dimensions = operator.longsAttribute("shape");
    for (int axis = 0; axis < dimensions.length; axis++) {
      dimensions[axis] = dimensions[axis] == 0 ? x.size(axis) : dimensions[axis];
    }
    long known = Arrays.stream(dimensions).filter(dimension -> dimension > 0).reduce(1, Math::multiplyExact);
    return new Array(Shape.of(Arrays.stream(dimensions)
        .map(dimension -> dimension < 0 ? x.values().length / known : dimension).toArray()), x.values());
  }

  private static Array softmax(Operator operator, Array x) {
    int axis = Math.floorMod(operator.intAttribute("axis", -1), x.shape().rank());
    int step = Math.toIntExact(x.shape().elementCount(axis + 1, x.shape().rank()));
    return Array.generate(x.shape(), i -> {
      int start = i / (step * x.size(axis)) * step * x.size(axis) + i % step;
      double[] line = IntStream.range(0, x.size(axis)).mapToDouble(j -> x.values()[start + j * step]).toArray();
      double largest = Arrays.stream(line).max().orElseThrow();
      return Math.exp(x.values()[i] - largest) / Arrays.stream(line).map(value -> Math.exp(value - largest)).sum();
    });
  }

  /** Y lies along the axes of X that begin at {@code axis}. */
  private static Array add(Operator operator, Array x, Array y) {
    int axis = operator.intAttribute("axis", -1);
    int first = axis == -1 ? x.shape().rank() - y.shape().rank() : axis;
    for (int i = 0; i < y.shape().rank(); i++) {
      Modes.require(x.size(first + i) == y.size(i), operator);
    }
    int step = Math.toIntExact(x.shape().elementCount(first + y.shape().rank(), x.shape().rank()));
    return Array.generate(x.shape(), i -> x.values()[i] + y.values()[i / step % y.values().length]);
  }

  private static Array multiply(Operator operator, Array x, Array y) {
    Modes.require(x.shape().rank() == 2 && y.shape().rank() == 2, operator);
    int rows = x.size(-2);
    int inner = x.size(-1);
    int columns = y.size(-1);
    return Array.generate(Shape.of(rows, columns), i -> IntStream.range(0, inner)
        .mapToDouble(k -> x.values()[i / columns * inner + k] * y.values()[k * columns + i % columns]).sum());
  }

  private static Array normalize(Operator operator, Array x, Map<String, Array> values) {
    double[] scale = values.get(operator.input("Scale").orElseThrow()).values();
    double[] bias = values.get(operator.input("Bias").orElseThrow()).values();
    double[] mean = values.get(operator.input("Mean").orElseThrow()).values();
    double[] variance = values.get(operator.input("Variance").orElseThrow()).values();
    double epsilon = operator.floatAttribute("epsilon", 1e-5f);
    int step = Math.toIntExact(x.shape().elementCount(2, x.shape().rank()));
    return Array.generate(x.shape(), i -> {
      int c = i / step % scale.length;
      return (x.values()[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) * scale[c] + bias[c];
    });
  }

  private static Array convolve(Operator operator, Array x, Array filter) {
    Window window = Window.of(operator, x, filter.size(2), filter.size(3));
    int groups = operator.intAttribute("groups", 1);
    int perGroup = filter.size(0) / groups;
    return window.generate(filter.size(0), (batch, channel) -> position -> {
      double sum = 0;
      for (int c = 0; c < filter.size(1); c++) {
        int input = channel / perGroup * filter.size(1) + c;
        for (int k = 0; k < filter.size(2) * filter.size(3); k++) {
          sum += window.value(batch, input, position, k)
              * filter.values()[(channel * filter.size(1) + c) * filter.size(2) * filter.size(3) + k];
        }
      }
      return sum;
    });
  }

  private static Array pool(Operator operator, Array x) {
    boolean isGlobal = operator.booleanAttribute("global_pooling", false)
        || operator.booleanAttribute("adaptive", false) && Arrays.equals(operator.longsAttribute("ksize"), new long[]{1, 1});
    long[] size = isGlobal ? new long[]{x.size(2), x.size(3)} : operator.longsAttribute("ksize");
    Window window = isGlobal ? Window.whole(x) : Window.of(operator, x, (int) size[0], (int) size[1]);
    boolean isMaximum = operator.textAttribute("pooling_type", "max").equals("max");
    return window.generate(x.size(1), (batch, channel) -> position -> {
      double[] inside = IntStream.range(0, (int) (size[0] * size[1]))
          .filter(k -> window.isInside(position, k)).mapToDouble(k -> window.value(batch, channel, position, k)).toArray();
      return isMaximum ? Arrays.stream(inside).max().orElseThrow() : Arrays.stream(inside).average().orElseThrow();
    });
  }
}
