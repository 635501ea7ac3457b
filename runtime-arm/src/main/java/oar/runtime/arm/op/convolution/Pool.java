package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Pooling;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.channelwise.ChannelwiseFilter;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code pool2d}, {@code pool3d}: maximum or average over windows of [N, C, spatial]. Padding never takes part in a maximum; an
 * average counts it if {@code exclusive} is false. As in Paddle 2.6, {@code adaptive} cuts into equal parts for averages only;
 * a maximum slides its windows all the same. Channels may come last. Of no elements the maximum is
 * the least float32, the average NaN. The output has X's LoD.
 */
public final class Pool implements Operation {
  private final int dimensions;
  private final Input x;
  private final Output out;
  private final Sliding sliding;
  private final long[] size;
  private final boolean isMaximum;
  private final boolean isGlobal;
  private final boolean isAdaptive;
  private final boolean isExclusive;
  private final boolean roundsUp;
  private final DataFormat format;

  private Pool(OperatorReader reader, int dimensions) {
    Operator operator = reader.operator();
    this.dimensions = dimensions;
    x = reader.input("X");
    out = reader.output("Out");
    sliding = Sliding.of(reader, dimensions);
    size = operator.longsAttribute("ksize");
    String type = operator.textAttribute("pooling_type", "");
    isMaximum = type.equals("max");
    isGlobal = operator.booleanAttribute("global_pooling", false);
    isAdaptive = operator.booleanAttribute("adaptive", false);
    isExclusive = operator.booleanAttribute("exclusive", true);
    roundsUp = operator.booleanAttribute("ceil_mode", false);
    if (!isMaximum && !type.equals("avg")) {
      throw reader.refuse("pooling_type is '" + type + "'; it must be max or avg");
    }
    if (!isGlobal && size.length != dimensions) {
      throw reader.refuse("ksize has " + size.length + " elements; it must have " + dimensions);
    }
    format = DataFormat.of(reader);
  }

  /** Return the factory of a pooling over so many spatial dimensions. */
  public static OperationFactory factory(int dimensions) {
    return reader -> new Pool(reader, dimensions);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = format == DataFormat.CHANNELS_FIRST ? planning.getAsIs(x) : planning.get(x);
    Precision.of(planning, input);
    planning.require(input.shape().rank() == dimensions + 2, "input " + input + " must have rank " + (dimensions + 2));
    Bins[] bins = {Bins.adaptive(1, 1), Bins.adaptive(1, 1), Bins.adaptive(1, 1)};
    long[] shape = format.channelsFirst(input.shape()).dimensions();
    for (int i = 0; i < dimensions; i++) {
      Bins along = bins(planning, i, Math.toIntExact(shape[2 + i]));
      bins[3 - dimensions + i] = along;
      shape[2 + i] = along.output();
    }
    if (input.layout() == Layout.CHANNELS_LAST) {
      return imagesChannelsLast(planning, input, bins, Shape.of(shape));
    }
    return format.compute(planning, input, new Copies.Target(out, Shape.of(shape), input.levelOfDetail()),
        (from, to) -> compute(from, to, bins));
  }

  private Computation imagesChannelsLast(Planning planning, Operand input, Bins[] bins, Shape shape) {
    if (input.type() != DataType.FLOAT32) {
      Operand plain = planning.get(x);
      return compute(plain, planning.put(out, plain.type(), shape, plain.levelOfDetail()), bins);
    }
    Operand output = planning.put(out, input.type(), shape, input.levelOfDetail(), Layout.CHANNELS_LAST);
    int channels = Math.toIntExact(shape.dimension(1));
    boolean tracksExtremes = planning.computesWithIntegers();
    ChannelwiseFilter.Target target = new ChannelwiseFilter.Target(
        new ChannelwiseFilter.Finish(false, Rectifier.NONE, tracksExtremes), planning.machine());
    ChannelwiseFilter filter = isMaximum
        ? ChannelwiseFilter.maximumPool(bins[1], bins[2], channels, target)
        : ChannelwiseFilter.averagePool(bins[1], bins[2], channels, target);
    return new ChannelwiseComputation(filter, input, output, Optional.empty(),
        tracksExtremes ? Optional.of(output.trackExtremes()) : Optional.empty());
  }

  private Computation compute(Operand input, Operand output, Bins[] bins) {
    long planes = input.shape().elementCount(0, 2);
    if (input.type() != DataType.FLOAT32) {
      PlainPooling pooling = new PlainPooling(bins[0], bins[1], bins[2], isMaximum);
      return workspace -> workspace.parallel(planes, 1, (from, to, scratch) -> {
        for (long plane = from; plane < to; plane++) {
          pooling.run(Elements.of(input), Elements.of(output), plane);
        }
      });
    }
    Pooling pooling = new Pooling(bins[0], bins[1], bins[2], isMaximum);
    return workspace -> workspace.parallel(planes, 1, (from, to, scratch) -> {
      for (long plane = from; plane < to; plane++) {
        pooling.run(input.segment(), plane * pooling.inputSize(), output.segment(), plane * pooling.outputSize(),
            scratch);
      }
    });
  }

  private Bins bins(Planning planning, int dimension, int extent) {
    long window = isGlobal ? extent : size[dimension];
    planning.require(isGlobal || 0 < window && window <= Short.MAX_VALUE,
        "ksize of dimension " + dimension + " is " + window + "; it must be from 1 to " + Short.MAX_VALUE);
    if (isAdaptive && !isMaximum) {
      return Bins.adaptive(extent, (int) window);
    }
    int[] pads = isAdaptive || isGlobal ? new int[2] : sliding.pads(dimension, extent, (int) window);
    int stride = sliding.stride(dimension);
    int places = isAdaptive
        ? (int) window
        : sliding.places(planning, dimension, (long) extent + pads[0] + pads[1], window, roundsUp);
    planning.require(places > 0, "a window of " + window + " does not fit into the " + extent
        + " elements of dimension " + dimension + " with paddings " + pads[0] + " and " + pads[1]);
    return Bins.sliding(new Window(extent, (int) window, stride, 1, pads[0], pads[1], places), !isExclusive);
  }
}
