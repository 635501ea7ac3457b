package oar.runtime.arm.op.spatial;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** The operators that cut a box of a given shape out of a tensor, at given offsets. */
public final class Crop implements Operation {
  private final Input x;
  private final Output out;
  private final LongsSource offsets;
  private final ShapeRule shape;
  private final boolean keepsLevelOfDetail;

  /** Decides the dimensions of the box. */
  @FunctionalInterface
  private interface ShapeRule {
    long[] of(Planning planning, Operand input, long[] offsets);
  }

  private Crop(OperatorReader reader, LongsSource offsets, ShapeRule shape, boolean keepsLevelOfDetail) {
    x = reader.input("X");
    out = reader.output("Out");
    this.offsets = offsets;
    this.shape = shape;
    this.keepsLevelOfDetail = keepsLevelOfDetail;
  }

  /** Read a {@code crop}: the shape is that of {@code Y} if there is one; -1 stands for X's dimension. No LoD. */
  public static Operation crop(OperatorReader reader) {
    Optional<Input> y = reader.optionalInput("Y");
    long[] attribute = reader.operator().longsAttribute("shape");
    return new Crop(reader, LongsSource.of(reader, "Offsets", "offsets"), (planning, input, from) -> {
      long[] wanted = y.map(like -> planning.get(like).shape().dimensions()).orElseGet(attribute::clone);
      return resolve(wanted, axis -> input.shape().dimension(axis));
    }, false);
  }

  /** Read a {@code crop_tensor}: -1 stands for all that is behind the offset. The output has X's LoD. */
  public static Operation cropTensor(OperatorReader reader) {
    LongsSource source = LongsSource.of(reader, "ShapeTensor", "Shape", "shape");
    return new Crop(reader, LongsSource.of(reader, "OffsetsTensor", "Offsets", "offsets"), (planning, input, from) -> {
      long[] wanted = source.get(planning);
      planning.require(wanted.length == from.length, "shape is " + Arrays.toString(wanted)
          + "; it must have a number for each dimension of " + input);
      return resolve(wanted, axis -> input.shape().dimension(axis) - from[axis]);
    }, true);
  }

  @FunctionalInterface
  private interface Whole {
    long of(int axis);
  }

  private static long[] resolve(long[] wanted, Whole whole) {
    long[] dimensions = wanted.clone();
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = wanted[i] == -1 ? whole.of(i) : wanted[i];
    }
    return dimensions;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    long[] from = offsets.get(planning);
    planning.require(from.length == input.shape().rank(), "offsets " + Arrays.toString(from)
        + " must have a number for each dimension of " + input);
    long[] size = shape.of(planning, input, from);
    planning.require(size.length == from.length, "shape " + Arrays.toString(size)
        + " must have a number for each dimension of " + input);
    View box = View.of(input.shape().dimensions());
    for (int i = 0; i < from.length; i++) {
      long extent = input.shape().dimension(i);
      planning.require(from[i] >= 0 && size[i] >= 0 && from[i] <= extent && size[i] <= extent - from[i],
          "a box of shape " + Arrays.toString(size) + " at offsets " + Arrays.toString(from) + " does not lie in "
              + input);
      box = box.pick(i, from[i], 1, size[i]);
    }
    return Copies.put(planning, input, box,
        new Copies.Target(out, Shape.of(size), keepsLevelOfDetail ? input.levelOfDetail() : LevelOfDetail.NONE));
  }
}
