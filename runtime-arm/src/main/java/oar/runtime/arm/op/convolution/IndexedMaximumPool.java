package oar.runtime.arm.op.convolution;

import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Bins;
import oar.runtime.arm.kernel.Pooling;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code max_pool2d_with_index}: the maximum of windows of [N, C, H, W], and in Mask, INT32, where in its plane it is: the first
 * place if there are several, -1 if the window has no number. With {@code adaptive}, the plane is cut into {@code ksize} about
 * equal parts. No LoD.
 */
public final class IndexedMaximumPool implements Operation {
  private final Input x;
  private final Output out;
  private final Output mask;
  private final Sliding sliding;
  private final long[] size;
  private final boolean isGlobal;
  private final boolean isAdaptive;

  /** Read an operator. */
  public IndexedMaximumPool(OperatorReader reader) {
    Operator operator = reader.operator();
    x = reader.input("X");
    out = reader.output("Out");
    mask = reader.output("Mask");
    sliding = Sliding.of(reader, 2);
    size = operator.longsAttribute("ksize");
    isGlobal = operator.booleanAttribute("global_pooling", false);
    isAdaptive = operator.booleanAttribute("adaptive", false);
    if (!isGlobal && size.length != 2) {
      throw reader.refuse("ksize has " + size.length + " elements; it must have 2");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    planning.require(input.shape().rank() == 4, "input " + input + " must have rank 4");
    long[] shape = input.shape().dimensions();
    planning.require(shape[2] <= Integer.MAX_VALUE && shape[3] <= Integer.MAX_VALUE
        && shape[2] * shape[3] <= Integer.MAX_VALUE,
        "a plane of input " + input + " has more places than Mask can number");
    Bins height = bins(planning, 0, (int) shape[2]);
    Bins width = bins(planning, 1, (int) shape[3]);
    Shape result = Shape.of(shape[0], shape[1], height.output(), width.output());
    Operand output = planning.put(out, input.type(), result);
    Operand index = planning.put(mask, DataType.INT32, result);
    return workspace -> workspace.parallel(input.shape().elementCount(0, 2), 1, (from, to, scratch) -> {
      Plane plane = new Plane(Elements.of(input), height, width);
      for (long i = from; i < to; i++) {
        plane.run(i, Elements.of(output), Elements.of(index));
      }
    });
  }

  private Bins bins(Planning planning, int dimension, int extent) {
    long window = isGlobal ? extent : size[dimension];
    planning.require(isGlobal || 0 < window && window <= Short.MAX_VALUE,
        "ksize of dimension " + dimension + " is " + window + "; it must be from 1 to " + Short.MAX_VALUE);
    if (isAdaptive) {
      return Bins.adaptive(extent, (int) window);
    }
    int[] pads = isGlobal ? new int[2] : sliding.pads(dimension, extent, (int) window);
    int places = sliding.places(planning, dimension, (long) extent + pads[0] + pads[1], window, false);
    return Bins.sliding(new Window(extent, (int) window, sliding.stride(dimension), 1, pads[0], pads[1], places),
        false);
  }

  /** The windows of a plane. */
  private record Plane(Elements input, Bins height, Bins width) {
    void run(long plane, Elements output, Elements mask) {
      long start = plane * height.input() * width.input();
      long at = plane * height.output() * width.output();
      for (int y = 0; y < height.output(); y++) {
        for (int x = 0; x < width.output(); x++) {
          long index = greatest(start, y, x);
          output.set(at, index < 0 ? Pooling.LEAST : input.getDouble(start + index));
          mask.set(at++, index);
        }
      }
    }

    private long greatest(long start, int outY, int outX) {
      double greatest = Pooling.LEAST;
      long index = -1;
      for (int y = height.start(outY); y < height.end(outY); y++) {
        for (int x = width.start(outX); x < width.end(outX); x++) {
          double value = input.getDouble(start + (long) y * width.input() + x);
          if (value > greatest) {
            greatest = value;
            index = (long) y * width.input() + x;
          }
        }
      }
      return index;
    }
  }
}
