package oar.runtime.arm.op.spatial;

import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * The operators that trade channels of [N, C, H, W] or [N, H, W, C] for pixels: channel {@code c * r * r + i * r + j} of the
 * small image is what channel c of the large one has at row i and column j of each square of r by r pixels. No LoD.
 */
public final class PixelShuffle implements Operation {
  private final Input x;
  private final Output out;
  private final ChannelOrder order;
  private final String attribute;
  private final int factor;
  private final boolean enlarges;

  private PixelShuffle(OperatorReader reader, String attribute, boolean enlarges) {
    x = reader.input("X");
    out = reader.output("Out");
    order = ChannelOrder.of(reader, "HW");
    this.attribute = attribute;
    factor = reader.operator().intAttribute(attribute, 1);
    this.enlarges = enlarges;
    if (factor <= 0) {
      throw reader.refuse(attribute + " is " + factor + "; it must be 1 or more");
    }
  }

  /** Read a {@code pixel_shuffle}: channels become pixels. */
  public static Operation enlarging(OperatorReader reader) {
    return new PixelShuffle(reader, "upscale_factor", true);
  }

  /** Read a {@code pixel_unshuffle}: pixels become channels. */
  public static Operation shrinking(OperatorReader reader) {
    return new PixelShuffle(reader, "downscale_factor", false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() == 4, "input " + input + " must have rank 4");
    View image = View.of(input.shape().dimensions());
    View channelsFirst = order == ChannelOrder.FIRST ? image : image.permute(0, 3, 1, 2);
    return enlarges ? enlarge(planning, input, channelsFirst) : shrink(planning, input, channelsFirst);
  }

  private Computation enlarge(Planning planning, Operand input, View image) {
    long square = (long) factor * factor;
    planning.require(image.extent(1) % square == 0, "the " + image.extent(1) + " channels of " + input
        + " must be a multiple of " + square + ", the square of " + attribute);
    View parts = image.split(1, image.extent(1) / square, factor, factor);
    View result = order == ChannelOrder.FIRST ? parts.permute(0, 1, 4, 2, 5, 3) : parts.permute(0, 4, 2, 5, 3, 1);
    return put(planning, input, result, image.extent(1) / square, new long[]{
        Math.multiplyExact(image.extent(2), factor), Math.multiplyExact(image.extent(3), factor)});
  }

  private Computation shrink(Planning planning, Operand input, View image) {
    long rows = image.extent(2) / factor;
    long columns = image.extent(3) / factor;
    planning.require(rows * factor == image.extent(2) && columns * factor == image.extent(3), "height and width of "
        + input + " must be multiples of " + factor + ", its " + attribute);
    View parts = image.split(3, columns, factor).split(2, rows, factor);
    View result = order == ChannelOrder.FIRST ? parts.permute(0, 1, 3, 5, 2, 4) : parts.permute(0, 2, 4, 1, 3, 5);
    return put(planning, input, result, image.extent(1) * factor * factor, new long[]{rows, columns});
  }

  private Computation put(Planning planning, Operand input, View view, long channels, long[] size) {
    long batch = view.extent(0);
    Shape shape = order == ChannelOrder.FIRST
        ? Shape.of(batch, channels, size[0], size[1])
        : Shape.of(batch, size[0], size[1], channels);
    return Copies.put(planning, input, view, new Copies.Target(out, shape));
  }
}
