package oar.runtime.arm.op.shape;

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

/**
 * {@code expand_v2}, {@code expand_as_v2}: repeats dimensions of 1 until the tensor has a given shape, whose last dimensions are
 * X's own; -1 stands for X's dimension.
 */
public final class Expand implements Operation {
  private static final long KEPT = -1;

  private final Input x;
  private final Output out;
  private final Target target;
  private final boolean keepsLevelOfDetail;

  /** The shape to come out. */
  @FunctionalInterface
  private interface Target {
    long[] of(Planning planning);
  }

  private Expand(OperatorReader reader, Target target, boolean keepsLevelOfDetail) {
    x = reader.input("X");
    out = reader.output("Out");
    this.target = target;
    this.keepsLevelOfDetail = keepsLevelOfDetail;
  }

  /** Read an {@code expand_v2}. The output has X's LoD if it has as many rows. */
  public static Operation toShape(OperatorReader reader) {
    LongsSource shape = LongsSource.of(reader, "expand_shapes_tensor", "Shape", "shape").preferTensor();
    return new Expand(reader, shape::get, true);
  }

  /** Read an {@code expand_as_v2}: the shape is Y's if {@code target_shape} has a -1. No LoD. */
  public static Operation toTensor(OperatorReader reader) {
    long[] attribute = reader.operator().longsAttribute("target_shape");
    Optional<Input> y = reader.optionalInput("Y");
    boolean takesY = Arrays.stream(attribute).anyMatch(dimension -> dimension == KEPT);
    return new Expand(reader, planning -> takesY && y.isPresent()
        ? planning.get(y.get()).shape().dimensions()
        : attribute.clone(), false);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    long[] wanted = target.of(planning);
    int lead = wanted.length - input.shape().rank();
    planning.require(lead >= 0, "input " + input + " has more dimensions than the shape " + Arrays.toString(wanted));
    long[] dimensions = wanted.clone();
    for (int i = 0; i < dimensions.length; i++) {
      long own = i < lead ? 1 : input.shape().dimension(i - lead);
      dimensions[i] = wanted[i] == KEPT && i >= lead ? own : wanted[i];
      planning.require(dimensions[i] == own || own == 1 && dimensions[i] > 0,
          "input " + input + " cannot take shape " + Arrays.toString(wanted) + ": its dimension " + i + " is " + own
              + "; each dimension must be kept, or be 1 and become 1 or more");
    }
    Shape shape = Shape.of(dimensions);
    LevelOfDetail levelOfDetail = keepsLevelOfDetail ? input.levelOfDetailFor(shape) : LevelOfDetail.NONE;
    View view = View.of(input.shape().dimensions()).broadcast(dimensions);
    return Copies.put(planning, input, view, new Copies.Target(out, shape, levelOfDetail));
  }
}
