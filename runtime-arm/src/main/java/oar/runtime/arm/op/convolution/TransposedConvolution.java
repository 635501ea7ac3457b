package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Col2Im;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code conv2d_transpose}, {@code depthwise_conv2d_transpose}: the gradient of a convolution. Input [N, C, H, W], Filter
 * [C, O / groups, h, w], Output [N, O, oh, ow] with {@code oh = (H - 1) * stride - pads + dilation * (h - 1) + 1}, and what
 * {@code output_size} or {@code output_padding} add to that at the bottom and the right; or Input and Output with their
 * channels last. No LoD.
 */
public final class TransposedConvolution implements Operation {
  private static final int DIMENSIONS = 2;

  private final Input input;
  private final Filter filter;
  private final Optional<Input> bias;
  private final Output output;
  private final Sliding sliding;
  private final int groups;
  private final long[] outputSize;
  private final long[] outputPadding;
  private final UnaryFunction activation;
  private final DataFormat format;

  /** Read an operator. */
  public TransposedConvolution(OperatorReader reader) {
    input = reader.input("Input");
    groups = Filter.groups(reader, "groups");
    filter = Filter.ofTransposed(reader, groups);
    bias = reader.optionalInput("Bias");
    output = reader.output("Output");
    sliding = Sliding.of(reader, DIMENSIONS);
    outputSize = reader.operator().longsAttribute("output_size");
    outputPadding = reader.operator().longsAttribute("output_padding");
    activation = FusedActivation.of(reader);
    format = DataFormat.of(reader);
    for (long[] list : new long[][]{outputSize, outputPadding}) {
      if (list.length != 0 && list.length != DIMENSIONS) {
        throw reader.refuse("output_size or output_padding is " + Arrays.toString(list) + "; it must have "
            + DIMENSIONS + " elements, or none");
      }
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    Precision.of(planning, x);
    Shape shape = filter.operand(planning, x).shape();
    planning.require(x.shape().rank() == DIMENSIONS + 2 && shape.rank() == DIMENSIONS + 2,
        "input " + x + " and filter " + shape + " must have rank " + (DIMENSIONS + 2));
    Shape images = format.channelsFirst(x.shape());
    long channels = images.dimension(1);
    planning.require(channels > 0 && shape.dimension(0) == channels && channels % groups == 0, "input " + x + " has "
        + channels + " channels, but filter " + shape + " takes " + shape.dimension(0) + " in " + groups + " groups");
    Col2Im places = new Col2Im(window(planning, 0, images, shape), window(planning, 1, images, shape));
    Shape result = Shape.of(images.dimension(0), shape.dimension(1) * groups, places.height().input(),
        places.width().input());
    return format.compute(planning, x, new Copies.Target(output, result),
        (in, y) -> compute(planning, in, y, places));
  }

  private Computation compute(Planning planning, Operand x, Operand y, Col2Im places) {
    Operand weights = filter.operand(planning, x);
    Epilogue epilogue = new Epilogue(planning.get(bias), Optional.empty(), y, activation);
    epilogue.check(planning, y.shape().dimension(1));
    if (x.type() != DataType.FLOAT32) {
      return new PlainConvolution(x, weights, List.of(places.height(), places.width()), groups, true, epilogue);
    }
    planning.addsProducts(x.elementCount() * weights.shape().elementCount(1, weights.shape().rank()), Arithmetic.FLOAT);
    FilterSize size = filter.size(weights.shape());
    Operand matrix = planning.scratch(DataType.FLOAT32, Shape.of(size.rows(), places.columns()));
    FilterProduct product = new FilterProduct(planning.machine(), size, places.columns());
    return new TransposedComputation(x, filter.rows(planning), size, product, places, matrix, epilogue);
  }

  private Window window(Planning planning, int dimension, Shape x, Shape shape) {
    long extent = x.dimension(2 + dimension);
    long size = shape.dimension(2 + dimension);
    if (outputSize.length == 0) {
      long padding = outputPadding.length == 0 ? 0 : outputPadding[dimension];
      int bound = Math.max(sliding.stride(dimension), sliding.dilation(dimension));
      planning.require(padding >= 0 && padding < bound || padding == 0, "output_padding is "
          + Arrays.toString(outputPadding) + "; it must be from 0 to " + (bound - 1) + " in dimension " + dimension);
      return sliding.transposed(planning, dimension, extent, size, padding);
    }
    long least = sliding.transposed(planning, dimension, extent, size, 0).input();
    long extra = outputSize[dimension] - least;
    planning.require(extra >= 0 && extra < sliding.stride(dimension),
        "output_size is " + Arrays.toString(outputSize) + "; it must be from " + least + " to "
            + (least + sliding.stride(dimension) - 1) + " in dimension " + dimension);
    return sliding.transposed(planning, dimension, extent, size, extra);
  }
}
