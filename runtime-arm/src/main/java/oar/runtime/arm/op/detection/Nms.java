package oar.runtime.arm.op.detection;

import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code nms}: the rows of those of N boxes, which are in descending order of their scores, that overlap none kept before them
 * by more than {@code iou_threshold}: INT64 [K]. No LoD.
 */
public final class Nms implements Operation {
  private final Input boxes;
  private final Output keptRows;
  private final float threshold;

  /** Read an operator. */
  public Nms(OperatorReader reader) {
    boxes = reader.input("Boxes");
    keptRows = reader.output("KeepBoxesIdxs");
    threshold = reader.number("iou_threshold", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand table = planning.get(boxes);
    Precision precision = Precision.of(planning, table);
    Box.requireTable(planning, table);
    Overlap signed = new BoxMeasure(precision, 0).signedJaccard(0);
    Suppression suppression = new Suppression((shapes, first, second) -> {
      double overlap = signed.of(shapes, first, second);
      // Two empty boxes in one place are both kept.
      return Double.isNaN(overlap) ? 0 : overlap;
    }, threshold, 1, precision);
    DynamicOutput rows = planning.putDynamic(keptRows);
    return workspace -> {
      double[] shapes = Box.elements(table);
      int[] kept = suppression.keep(shapes, Ranking.ascending(shapes.length / Box.SIZE), row -> row * Box.SIZE);
      Elements out = Elements.of(DataType.INT64, rows.allocate(DataType.INT64, Shape.of(kept.length)));
      for (int i = 0; i < kept.length; i++) {
        out.set(i, (long) kept[i]);
      }
    };
  }
}
