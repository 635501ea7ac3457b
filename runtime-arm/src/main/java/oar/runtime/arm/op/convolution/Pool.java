package oar.runtime.arm.op.convolution;

import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Pooling;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code pool2d}, {@code pool3d}: maximum or average over windows of [N, C, spatial]. Padding never takes part in a maximum; an
 * average counts it if {@code exclusive} is false. As in Paddle 2.6, {@code adaptive} cuts into equal parts for averages only;
 * a maximum slides its windows all the same.
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
    if (operator.textAttribute("data_format", "AnyLayout").endsWith("C")) {
      throw reader.unsupported("data_format " + operator.textAttribute("data_format", ""));
    }
  }

  /** Return the factory of a pooling over so many spatial dimensions. */
  public static OperationFactory factory(int dimensions) {
    return reader -> new Pool(reader, dimensions);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.FLOAT32, "input " + input + " must be of float32");
    planning.require(input.shape().rank() == dimensions + 2, "input " + input + " must have rank " + (dimensions + 2));
    Bins[] bins = {Bins.adaptive(1, 1), Bins.adaptive(1, 1), Bins.adaptive(1, 1)};
    long[] shape = input.shape().dimensions();
    for (int i = 0; i < dimensions; i++) {
      Bins along = bins(planning, i, Math.toIntExact(input.shape().dimension(2 + i)));
      bins[3 - dimensions + i] = along;
      shape[2 + i] = along.output();
    }
    Pooling pooling = new Pooling(bins[0], bins[1], bins[2], isMaximum);
    Operand output = planning.put(out, input.type(), Shape.of(shape));
    long planes = input.shape().elementCount(0, 2);
    return workspace -> workspace.parallel(planes, 1, (from, to, scratch) -> {
      for (long plane = from; plane < to; plane++) {
        pooling.run(input.segment(), plane * pooling.inputSize(), output.segment(), plane * pooling.outputSize(),
            scratch);
      }
    });
  }

  private Bins bins(Planning planning, int dimension, int extent) {
    if (isGlobal) {
      return Bins.adaptive(extent, 1);
    }
    long window = size[dimension];
    planning.require(0 < window && window <= Short.MAX_VALUE,
        "ksize of dimension " + dimension + " is " + window + "; it must be from 1 to " + Short.MAX_VALUE);
    if (isAdaptive && !isMaximum) {
      return Bins.adaptive(extent, (int) window);
    }
    int[] pads = isAdaptive ? new int[2] : sliding.pads(dimension, extent, (int) window);
    int stride = sliding.stride(dimension);
    long room = extent - window + pads[0] + pads[1] + (roundsUp ? stride - 1 : 0);
    planning.require(isAdaptive || room >= 0, "a window of " + window + " is larger than the " + extent
        + " elements of dimension " + dimension + " with paddings " + pads[0] + " and " + pads[1]);
    int places = isAdaptive ? (int) window : (int) (room / stride) + 1;
    return Bins.sliding(new Window(extent, (int) window, stride, 1, pads[0], pads[1], places), !isExclusive);
  }
}
