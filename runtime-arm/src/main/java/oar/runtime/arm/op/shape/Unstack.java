package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code unstack}, {@code unbind}: the slices of a tensor along a dimension {@code axis}, which is taken away. */
public final class Unstack implements Operation {
  private final Input x;
  private final List<Output> outputs;
  private final int axis;
  private final boolean keepsLevelOfDetail;

  private Unstack(OperatorReader reader, String slot, boolean keepsLevelOfDetail) {
    x = reader.input("X");
    outputs = reader.outputs(slot);
    axis = reader.operator().intAttribute("axis", 0);
    this.keepsLevelOfDetail = keepsLevelOfDetail;
  }

  /** Read an {@code unstack}. No LoD. */
  public static Operation unstack(OperatorReader reader) {
    return new Unstack(reader, "Y", false);
  }

  /** Read an {@code unbind}. The outputs have X's LoD. */
  public static Operation unbind(OperatorReader reader) {
    return new Unstack(reader, "Out", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    planning.require(input.shape().dimension(along) == outputs.size(), "dimension " + along + " of " + input
        + " must be " + outputs.size() + ", the number of outputs");
    View whole = View.of(input.shape().dimensions());
    List<Computation> copies = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      View slice = whole.pick(along, i, 1, 1).drop(along);
      Shape shape = Shape.of(slice.extents());
      LevelOfDetail levelOfDetail = keepsLevelOfDetail ? input.levelOfDetail() : LevelOfDetail.NONE;
      copies.add(Copies.put(planning, input, slice, new Copies.Target(outputs.get(i), shape, levelOfDetail)));
    }
    return Copies.all(copies);
  }
}
