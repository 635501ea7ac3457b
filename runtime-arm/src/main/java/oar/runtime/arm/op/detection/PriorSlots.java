package oar.runtime.arm.op.detection;

import oar.api.model.LevelOfDetail;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** What the operators that put prior boxes at the cells of a feature map read and write alike. */
final class PriorSlots {
  private final Input map;
  private final Input image;
  private final Output boxes;
  private final Output variances;
  private final ImageSteps steps;
  private final float[] varianceValues;

  PriorSlots(OperatorReader reader) {
    map = reader.input("Input");
    image = reader.input("Image");
    boxes = reader.output("Boxes");
    variances = reader.output("Variances");
    steps = ImageSteps.of(reader);
    varianceValues = CellGrid.variances(reader);
  }

  /** Return the feature map. */
  Operand map(Planning planning) {
    Operand cells = planning.get(map);
    CellGrid.requireMap(planning, cells);
    return cells;
  }

  /** Return the image, in parts of which coordinates are. */
  Operand image(Planning planning) {
    return planning.get(image);
  }

  /** Return the cells of the map. */
  CellGrid grid(Planning planning) {
    return steps.grid(planning, map(planning), image(planning));
  }

  /** Put the boxes and their variances out, without LoD. */
  Computation put(Planning planning, Tensor corners) {
    planning.putConstant(boxes, corners, LevelOfDetail.NONE);
    planning.putConstant(variances, CellGrid.variances(corners.type(), corners.shape(), varianceValues),
        LevelOfDetail.NONE);
    return Computation.NOTHING;
  }
}
