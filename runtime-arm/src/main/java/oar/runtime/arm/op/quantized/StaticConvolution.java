package oar.runtime.arm.op.quantized;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.IntegerConvolution;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.convolution.Sliding;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * {@code conv2d}, {@code depthwise_conv2d} of a statically quantized program: an int8 input and an int8 filter, exact sums, and
 * {@link Requantization} to float32 or int8.
 */
public final class StaticConvolution implements Operation {
  private static final int DIMENSIONS = 2;

  private final Input input;
  private final Optional<Input> bias;
  private final Output output;
  private final Sliding sliding;
  private final int groups;
  private final Shape shape;
  private final byte[] filter;
  private final Requantization requantization;

  /** Read an operator that has {@code enable_int8}. */
  public StaticConvolution(OperatorReader reader) {
    input = reader.input("Input");
    bias = reader.optionalInput("Bias");
    output = reader.output("Output");
    sliding = Sliding.of(reader, DIMENSIONS);
    groups = Math.max(reader.operator().intAttribute("groups", 1), 1);
    requantization = Requantization.of(reader, StaticScales.of(reader, "Input", "Filter", "Output"));
    Tensor weight = reader.constant("Filter").orElseThrow(() -> reader.unsupported("a Filter that is no weight"));
    if (weight.type() != DataType.INT8 || weight.shape().rank() != DIMENSIONS + 2) {
      throw reader.refuse("enable_int8 is set, but Filter is " + weight + "; it must be int8 of rank 4");
    }
    shape = weight.shape();
    filter = weight.data().toArray(ValueLayout.JAVA_BYTE);
    requantization.scales().requireChannels(reader, shape.dimension(0));
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    planning.require(x.type() == DataType.INT8 && x.shape().rank() == DIMENSIONS + 2,
        "input " + x + " must be int8 of rank 4");
    planning.require(x.shape().dimension(1) == shape.dimension(1) * groups && shape.dimension(0) % groups == 0,
        "input " + x + " does not fit filter " + shape + " in " + groups + " groups");
    Window height = sliding.convolution(planning, 0, x.shape().dimension(2), shape.dimension(2));
    Window width = sliding.convolution(planning, 1, x.shape().dimension(3), shape.dimension(3));
    Operand y = planning.put(output, requantization.resultType(),
        Shape.of(x.shape().dimension(0), shape.dimension(0), height.output(), width.output()), x.levelOfDetail());
    Requantization.Target target = new Requantization.Target(planning.get(bias), y);
    planning.addsProducts(y.elementCount() * shape.elementCount(1, shape.rank()), Arithmetic.INTEGER);
    IntegerConvolution convolution = new IntegerConvolution(height, width);
    int[] planes = new int[Math.toIntExact(x.shape().dimension(1) * convolution.planeSize())];
    return workspace -> {
      for (int image = 0; image < x.shape().dimension(0); image++) {
        load(workspace, convolution, x, image, planes);
        compute(workspace, convolution, image, planes, target);
      }
    };
  }

  private static void load(Workspace workspace, IntegerConvolution convolution, Operand x, int image, int[] planes) {
    long channels = x.shape().dimension(1);
    long size = x.shape().elementCount(2, DIMENSIONS + 2);
    workspace.parallel(channels, 1, (from, to, scratch) -> {
      for (int channel = (int) from; channel < to; channel++) {
        convolution.load(x.segment(), (image * channels + channel) * size, planes, channel * convolution.planeSize());
      }
    });
  }

  private void compute(Workspace workspace, IntegerConvolution convolution, int image, int[] planes,
      Requantization.Target target) {
    int outputs = (int) shape.dimension(0);
    int size = convolution.height().output() * convolution.width().output();
    workspace.parallel(outputs, 1, (from, to, scratch) -> {
      int[] sums = scratch.integers(size);
      for (int channel = (int) from; channel < to; channel++) {
        Arrays.fill(sums, 0, size, 0);
        addChannels(convolution, planes, channel, sums);
        requantization.store(sums, size, channel, ((long) image * outputs + channel) * size, target, scratch);
      }
    });
  }

  private void addChannels(IntegerConvolution convolution, int[] planes, int channel, int[] sums) {
    int depth = (int) shape.dimension(1);
    int window = (int) shape.elementCount(2, DIMENSIONS + 2);
    int group = channel / (int) (shape.dimension(0) / groups);
    for (int i = 0; i < depth; i++) {
      int plane = (group * depth + i) * convolution.planeSize();
      convolution.add(planes, plane, filter, (channel * depth + i) * window, sums);
    }
  }
}
