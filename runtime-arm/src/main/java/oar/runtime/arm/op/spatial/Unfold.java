package oar.runtime.arm.op.spatial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * {@code unfold}: the patches of images [N, C, H, W] as columns [N, C * kernel height * kernel width, patches], with zeros where a
 * patch reaches beyond its image by the {@code paddings} [top, left, bottom, right]. No LoD.
 */
public final class Unfold implements Operation {
  private final Input x;
  private final Output out;
  private final long[] kernel;
  private final long[] strides;
  private final long[] paddings;
  private final long[] dilations;

  /** Read an operator. */
  public Unfold(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Y");
    kernel = positivePair(reader, "kernel_sizes");
    strides = positivePair(reader, "strides");
    dilations = positivePair(reader, "dilations");
    paddings = reader.operator().longsAttribute("paddings");
    if (paddings.length != 4) {
      throw reader.refuse("paddings is " + Arrays.toString(paddings) + "; it must be [top, left, bottom, right]");
    }
  }

  private static long[] positivePair(OperatorReader reader, String attribute) {
    long[] pair = reader.operator().longsAttribute(attribute);
    if (pair.length != 2 || pair[0] < 1 || pair[1] < 1) {
      throw reader.refuse(attribute + " is " + Arrays.toString(pair) + "; it must be two numbers of 1 or more");
    }
    return pair;
  }

  /** The positions of the patches along one dimension at which one element of a patch lies within the image. */
  private record Hits(long firstPatch, long count, long firstPlace) {}

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.shape().rank() == 4, "input " + input + " must have rank 4");
    long rows = patches(planning, input, 0);
    long columns = patches(planning, input, 1);
    View image = View.of(input.shape().dimensions());
    long lines = Math.multiplyExact(image.extent(1), Math.multiplyExact(kernel[0], kernel[1]));
    Operand output = planning.put(out, input.type(),
        Shape.of(image.extent(0), lines, Math.multiplyExact(rows, columns)));
    View patches = View.of(image.extent(0), image.extent(1), kernel[0], kernel[1], rows, columns);
    List<Computation> copies = new ArrayList<>();
    for (long i = 0; i < kernel[0]; i++) {
      Hits vertical = hits(0, i, rows, image.extent(2));
      View from = image.pick(2, vertical.firstPlace, strides[0], vertical.count);
      View to = patches.pick(2, i, 1, 1).drop(2).pick(3, vertical.firstPatch, 1, vertical.count);
      for (long j = 0; j < kernel[1]; j++) {
        Hits horizontal = hits(1, j, columns, image.extent(3));
        copies
            .add(Copies.copy(planning, input, from.pick(3, horizontal.firstPlace, strides[1], horizontal.count), output,
                to.pick(2, j, 1, 1).drop(2).pick(3, horizontal.firstPatch, 1, horizontal.count)));
      }
    }
    Computation all = Copies.all(copies);
    return workspace -> {
      Copies.fill(output, 0);
      all.run(workspace);
    };
  }

  private long patches(Planning planning, Operand input, int axis) {
    long extent = input.shape().dimension(2 + axis);
    long reach = Math.addExact(Math.multiplyExact(dilations[axis], kernel[axis] - 1), 1);
    long padded = Math.addExact(extent, Math.addExact(paddings[axis], paddings[axis + 2]));
    long patches = (padded - reach) / strides[axis] + 1;
    planning.require(patches > 0, "a patch reaches over " + reach + " places, but dimension " + (2 + axis) + " of "
        + input + " has " + padded + " with its paddings");
    return patches;
  }

  private Hits hits(int axis, long element, long patches, long extent) {
    long offset = element * dilations[axis] - paddings[axis];
    long first = Math.clamp(Math.ceilDiv(-offset, strides[axis]), 0, patches);
    long end = Math.clamp(Math.ceilDiv(extent - offset, strides[axis]), first, patches);
    return new Hits(first, end - first, offset + first * strides[axis]);
  }
}
