package oar.runtime.arm.op.detection;

import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
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
 * {@code matrix_nms}: the detections of each image as rows of label, score and coordinates, [K, 6], the best first. Instead of
 * suppressing boxes, it lowers the score of each by how much boxes of its class with higher scores overlap it, and drops what
 * falls to {@code post_threshold}. Boxes are [N, M, 4], scores [N, C, M]. No LoD.
 */
public final class MatrixNms implements Operation {
  private final Input boxes;
  private final Input scores;
  private final Output out;
  private final Output index;
  private final Output counts;
  private final MatrixSuppression suppression;
  private final boolean isNormalized;

  /** Read an operator. */
  public MatrixNms(OperatorReader reader) {
    boxes = reader.input("BBoxes");
    scores = reader.input("Scores");
    out = reader.output("Out");
    index = reader.output("Index");
    counts = reader.output("RoisNum");
    suppression = MatrixSuppression.of(reader);
    isNormalized = reader.operator().booleanAttribute("normalized", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand shapes = planning.get(boxes);
    Operand classScores = planning.get(scores);
    BoxMeasure measure = BoxMeasure.of(Precision.of(planning, shapes, classScores), isNormalized);
    Box.requireArray(planning, shapes);
    planning.require(shapes.shape().rank() == 3 && shapes.shape().dimension(2) == Box.SIZE,
        "input " + shapes + " must be [images, boxes, " + Box.SIZE + "]");
    ClassLayouts layouts = ClassLayouts.common(planning, shapes, classScores);
    Operand imageCounts = planning.put(counts, DataType.INT32, Shape.of(layouts.images()));
    DynamicOutput rowOutput = planning.putDynamic(out);
    DynamicOutput indexOutput = planning.putDynamic(index);
    return workspace -> {
      double[] coordinates = Box.elements(shapes);
      DetectionRows rows = new DetectionRows(Box.SIZE);
      for (ClassLayout layout : layouts.all()) {
        rows.add(suppression.detect(layout, Elements.of(classScores), coordinates, measure), coordinates);
      }
      rows.putRows(rowOutput, shapes.type(), LevelOfDetail.NONE);
      rows.putIndexes(indexOutput, LevelOfDetail.NONE);
      rows.putCounts(Elements.of(imageCounts));
    };
  }
}
