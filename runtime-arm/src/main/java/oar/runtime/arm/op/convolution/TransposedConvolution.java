package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Col2Im;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
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
 * {@code output_size} or {@code output_padding} add to that at the bottom and the right.
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

  /** Read an operator. */
  public TransposedConvolution(OperatorReader reader) {
    input = reader.input("Input");
    groups = Math.max(reader.operator().intAttribute("groups", 1), 1);
    filter = Filter.ofTransposed(reader, groups);
    bias = reader.optionalInput("Bias");
    output = reader.output("Output");
    sliding = Sliding.of(reader, DIMENSIONS);
    outputSize = reader.operator().longsAttribute("output_size");
    outputPadding = reader.operator().longsAttribute("output_padding");
    activation = FusedActivation.of(reader);
    if (reader.operator().textAttribute("data_format", "NCHW").equals("NHWC")) {
      throw reader.unsupported("data_format NHWC");
    }
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
    Shape shape = filter.shape(planning);
    planning.require(x.type() == DataType.FLOAT32, "input " + x + " must be of float32");
    planning.require(x.shape().rank() == DIMENSIONS + 2 && shape.rank() == DIMENSIONS + 2,
        "input " + x + " and filter " + shape + " must have rank " + (DIMENSIONS + 2));
    long channels = x.shape().dimension(1);
    planning.require(shape.dimension(0) == channels && channels % groups == 0, "input " + x + " has " + channels
        + " channels, but filter " + shape + " takes " + shape.dimension(0) + " in " + groups + " groups");
    Col2Im places = new Col2Im(window(planning, 0, x.shape(), shape), window(planning, 1, x.shape(), shape));
    long outputs = shape.dimension(1) * groups;
    Operand y = planning.put(output, x.type(),
        Shape.of(x.shape().dimension(0), outputs, places.height().input(), places.width().input()));
    Epilogue epilogue = new Epilogue(planning.get(bias), Optional.empty(), y, activation);
    epilogue.check(planning, outputs);
    FilterSize size = filter.size(shape);
    Operand matrix = planning.scratch(DataType.FLOAT32, Shape.of(size.rows(), places.columns()));
    return new TransposedComputation(x, filter.panels(planning), size, places, matrix, epilogue);
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
