package oar.runtime.arm.op.detection;

import java.util.Optional;
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
 * {@code multiclass_nms}, {@code multiclass_nms2}, {@code multiclass_nms3}: the detections that non-maximum suppression leaves
 * for each class and image, as rows of label, score and coordinates, [K, 2 + size]. Boxes are [N, M, size] with scores
 * [N, C, M], or [R, C, 4] with scores [R, C] and rows of images by {@code RoisNum} or LoD. A size of 8 or more is that of a
 * polygon. The first two versions put a LoD out, the third one counts. Where nothing is left, the first version, which has no
 * Index, gives one row of -1.
 */
public final class MulticlassNms implements Operation {
  private final Input boxes;
  private final Input scores;
  private final Optional<Input> rowCounts;
  private final Output out;
  private final Optional<Output> index;
  private final Output counts;
  private final ClassSuppression suppression;
  private final boolean isNormalized;
  private final boolean givesLevelOfDetail;

  /** Read an operator. */
  public MulticlassNms(OperatorReader reader) {
    boxes = reader.input("BBoxes");
    scores = reader.input("Scores");
    rowCounts = reader.optionalInput("RoisNum");
    out = reader.output("Out");
    index = reader.outputs("Index").stream().findFirst();
    counts = reader.output("NmsRoisNum");
    suppression = ClassSuppression.of(reader);
    isNormalized = reader.operator().booleanAttribute("normalized", true);
    givesLevelOfDetail = !reader.type().equals("multiclass_nms3");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand shapes = planning.get(boxes);
    Operand classScores = planning.get(scores);
    Precision precision = Precision.of(planning, shapes, classScores);
    ClassLayouts layouts = layouts(planning, shapes, classScores);
    int boxSize = (int) shapes.shape().dimension(2);
    BoxMeasure measure = BoxMeasure.of(precision, isNormalized);
    Suppression perClass = suppression.suppression(
        boxSize == Box.SIZE ? measure.jaccard() : new PolygonOverlap(boxSize / 2, precision), precision);
    Operand imageCounts = planning.put(counts, DataType.INT32, Shape.of(layouts.images()));
    Outputs outputs = new Outputs(planning.putDynamic(out), index.map(planning::putDynamic), imageCounts);
    return workspace -> {
      double[] coordinates = Box.elements(shapes);
      DetectionRows rows = new DetectionRows(boxSize);
      for (ClassLayout layout : layouts.all()) {
        rows.add(suppression.detect(layout, Elements.of(classScores), coordinates, perClass), coordinates);
      }
      put(rows, outputs, shapes.type());
    };
  }

  private ClassLayouts layouts(Planning planning, Operand shapes, Operand classScores) {
    Box.requireArray(planning, shapes);
    Box.requireArray(planning, classScores);
    planning.require(shapes.shape().rank() == 3, "input " + shapes + " must have rank 3");
    return classScores.shape().rank() == 3
        ? ClassLayouts.common(planning, shapes, classScores)
        : ClassLayouts.perClass(planning, shapes, classScores, planning.get(rowCounts));
  }

  private record Outputs(DynamicOutput rows, Optional<DynamicOutput> indexes, Operand counts) {}

  private void put(DetectionRows rows, Outputs outputs, DataType type) {
    LevelOfDetail levelOfDetail = givesLevelOfDetail ? rows.levelOfDetail() : LevelOfDetail.NONE;
    rows.putCounts(Elements.of(outputs.counts));
    outputs.indexes.ifPresent(output -> rows.putIndexes(output, levelOfDetail));
    if (rows.isEmpty() && outputs.indexes.isEmpty()) {
      LevelOfDetail oneRow = givesLevelOfDetail ? LevelOfDetail.of(new long[]{0, 1}) : LevelOfDetail.NONE;
      Elements.of(type, outputs.rows.allocate(type, Shape.of(1, 1), oneRow)).set(0, -1.0);
    } else {
      rows.putRows(outputs.rows, type, levelOfDetail);
    }
  }
}
