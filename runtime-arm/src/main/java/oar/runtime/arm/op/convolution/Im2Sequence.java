package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code im2sequence}: the windows of images [N, C, H, W], each a row of C * kh * kw elements, 0 where it lies in the padding;
 * the windows of an image are a sequence of the output's LoD. Of more than one image, Y, [N, 2], may say how high and wide each
 * really is, in units that {@code out_stride} divides.
 */
public final class Im2Sequence implements Operation {
  private final Input x;
  private final Optional<Input> realSizes;
  private final Output out;
  private final int[] size;
  private final int[] strides;
  private final int[] paddings;
  private final int[] units;

  /** Read an operator. */
  public Im2Sequence(OperatorReader reader) {
    x = reader.input("X");
    realSizes = reader.optionalInput("Y");
    out = reader.output("Out");
    size = list(reader, "kernels", 2, 1);
    strides = list(reader, "strides", 2, 1);
    paddings = list(reader, "paddings", 4, 0);
    units = list(reader, "out_stride", 2, 1);
  }

  private static int[] list(OperatorReader reader, String name, int count, int least) {
    Operator operator = reader.operator();
    long[] values = operator.longsAttribute(name);
    if (values.length == 0) {
      values = new long[count];
      Arrays.fill(values, least);
    }
    if (values.length != count || Arrays.stream(values).anyMatch(value -> value < least || value > Short.MAX_VALUE)) {
      throw reader.refuse(name + " is " + Arrays.toString(values) + "; it must be " + count + " integers from " + least
          + " to " + Short.MAX_VALUE);
    }
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public Computation plan(Planning planning) {
    Operand images = planning.get(x);
    planning.require(images.shape().rank() == 4, "input " + images + " must have rank 4");
    long[] shape = images.shape().dimensions();
    int count = Math.toIntExact(shape[0]);
    Optional<Tensor> real = count > 1 ? realSizes.map(planning::content) : Optional.empty();
    real.ifPresent(tensor -> planning.require(tensor.shape().equals(Shape.of(count, 2)),
        "input Y is " + tensor + "; it must be [" + count + ", 2] for input " + images));
    long[] offsets = new long[count + 1];
    long[] widths = new long[count];
    for (int i = 0; i < count; i++) {
      widths[i] = places(planning, 1, extent(real, i, 1, shape[3]));
      long heights = places(planning, 0, extent(real, i, 0, shape[2]));
      offsets[i + 1] = Math.addExact(offsets[i], Math.multiplyExact(heights, widths[i]));
    }
    long rowSize = Math.multiplyExact(shape[1], (long) size[0] * size[1]);
    Operand rows = planning.put(out, images.type(), Shape.of(offsets[count], rowSize),
        LevelOfDetail.of(new long[][]{offsets}));
    return workspace -> workspace.parallel(count, 1, (from, to, scratch) -> {
      for (int image = (int) from; image < to; image++) {
        for (long row = offsets[image]; row < offsets[image + 1]; row++) {
          long place = row - offsets[image];
          copyWindow(images, image, place / widths[image], place % widths[image], row(rows, row));
        }
      }
    });
  }

  private static MemorySegment row(Operand rows, long row) {
    long size = rows.shape().dimension(1) * rows.type().byteSize();
    return rows.segment().asSlice(row * size, size);
  }

  private long extent(Optional<Tensor> real, int image, int dimension, long whole) {
    return real.map(tensor -> Math.ceilDiv(tensor.longAt(2L * image + dimension), (long) units[dimension]))
        .orElse(whole);
  }

  private long places(Planning planning, int dimension, long extent) {
    planning.require(extent <= Integer.MAX_VALUE, "an image of " + extent + " elements along dimension "
        + (2 + dimension) + " is out of range");
    long places = (extent + paddings[dimension] + paddings[dimension + 2] - size[dimension]) / strides[dimension] + 1;
    planning.require(places >= 0, "a window of " + size[dimension] + " does not fit into the " + extent
        + " elements of dimension " + (2 + dimension) + " with paddings " + paddings[dimension] + " and "
        + paddings[dimension + 2]);
    return places;
  }

  private void copyWindow(Operand images, int image, long placeY, long placeX, MemorySegment row) {
    long top = placeY * strides[0] - paddings[0];
    long left = placeX * strides[1] - paddings[1];
    long[] shape = images.shape().dimensions();
    int elementSize = images.type().byteSize();
    row.fill((byte) 0);
    long first = Math.max(left, 0);
    long last = Math.min(left + size[1], shape[3]);
    for (long line = 0; line < shape[1] * size[0] && first < last; line++) {
      long y = top + line % size[0];
      if (y >= 0 && y < shape[2]) {
        long from = ((image * shape[1] + line / size[0]) * shape[2] + y) * shape[3] + first;
        MemorySegment.copy(images.segment(), from * elementSize, row, (line * size[1] + first - left) * elementSize,
            (last - first) * elementSize);
      }
    }
  }
}
