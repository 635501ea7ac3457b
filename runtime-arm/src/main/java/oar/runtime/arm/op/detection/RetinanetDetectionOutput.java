package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
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
 * {@code retinanet_detection_output}: the detections of each image as rows of label (from 1), score and coordinates, [K, 6], the
 * best first. Of each level of a feature pyramid, the boxes [N, M, 4] of the best scores [N, M, C] are decoded relative to
 * anchors [M, 4], brought to the original image and held within it; all levels together go through non-maximum suppression by
 * class. The output has a LoD of the rows of each image.
 */
public final class RetinanetDetectionOutput implements Operation {
  private final List<Input> boxes;
  private final List<Input> scores;
  private final List<Input> anchors;
  private final Input imageInfo;
  private final Output out;
  private final PyramidSuppression suppression;

  /** Read an operator. */
  public RetinanetDetectionOutput(OperatorReader reader) {
    boxes = reader.inputs("BBoxes");
    scores = reader.inputs("Scores");
    anchors = reader.inputs("Anchors");
    imageInfo = reader.input("ImInfo");
    out = reader.output("Out");
    suppression = PyramidSuppression.of(reader);
    if (boxes.isEmpty() || scores.size() != boxes.size() || anchors.size() != boxes.size()) {
      throw reader.refuse("there are " + boxes.size() + " BBoxes, " + scores.size() + " Scores and " + anchors.size()
          + " Anchors; there must be one of each for every level");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand info = planning.get(imageInfo);
    Precision precision = Precision.of(planning, info);
    planning.require(info.shape().rank() == 2 && info.shape().dimension(1) == ImageInfo.SIZE,
        "input " + info + " must be [images, " + ImageInfo.SIZE + "]");
    int images = Math.toIntExact(info.shape().dimension(0));
    List<PyramidLevel> levels = levels(planning, info);
    DynamicOutput rowOutput = planning.putDynamic(out);
    return workspace -> {
      DetectionRows rows = new DetectionRows(Box.SIZE);
      for (int image = 0; image < images; image++) {
        PyramidSuppression.Result result = suppression.detect(levels, image,
            ImageInfo.at(Elements.of(info), image, precision));
        rows.add(result.detections(), result.coordinates());
      }
      rows.putRows(rowOutput, info.type(), rows.levelOfDetail());
    };
  }

  private List<PyramidLevel> levels(Planning planning, Operand info) {
    List<PyramidLevel> levels = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      PyramidLevel level = new PyramidLevel(planning.get(boxes.get(i)), planning.get(scores.get(i)),
          planning.get(anchors.get(i)));
      level.check(planning, info);
      levels.add(level);
      planning.require(level.classes() == levels.getFirst().classes(),
          "inputs " + level.scores() + " and " + levels.getFirst().scores() + " must have as many classes");
    }
    return levels;
  }
}
