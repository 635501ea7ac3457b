package oar.runtime.arm.op.detection;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code yolo_box}: the boxes and scores that a YOLO head predicts at each cell of a feature map. X is [N, A (5 + C), H, W]: for
 * each anchor the box's position and size, the confidence that there is one, and the scores of the classes; if
 * {@code iou_aware}, preceded by how well each of the A boxes is expected to fit. Boxes, [N, A H W, 4], are in pixels of the
 * original images, whose heights and widths ImgSize has. What is below {@code conf_thresh} comes out as zeros. No LoD.
 */
public final class YoloBox implements Operation {
  private static final Box NO_BOX = new Box(0, 0, 0, 0);

  private final Input x;
  private final Input imageSize;
  private final Output boxes;
  private final Output scores;
  private final YoloHead head;

  /** Read an operator. */
  public YoloBox(OperatorReader reader) {
    x = reader.input("X");
    imageSize = reader.input("ImgSize");
    boxes = reader.output("Boxes");
    scores = reader.output("Scores");
    head = YoloHead.of(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand sizes = planning.get(imageSize);
    Precision precision = Precision.of(planning, input);
    planning.require(input.shape().rank() == 4 && input.shape().dimension(1) == head.channels(), "input " + input
        + " must have rank 4 and " + head.channels() + " channels, as " + head + " says");
    long images = input.shape().dimension(0);
    planning.require(sizes.shape().equals(Shape.of(images, 2)), "input " + sizes + " must be [" + images
        + ", 2], a height and a width for each image of " + input);
    long cells = input.shape().elementCount(2, 4);
    int anchors = head.anchors().size();
    Operand boxOutput = planning.put(boxes, input.type(), Shape.of(images, anchors * cells, Box.SIZE));
    Operand scoreOutput = planning.put(scores, input.type(), Shape.of(images, anchors * cells, head.classes()));
    return Computation.parallel(images * anchors, 1, (from, to, scratch) -> {
      Tensors tensors = new Tensors(Elements.of(input), Elements.of(sizes), Elements.of(boxOutput),
          Elements.of(scoreOutput));
      for (long i = from; i < to; i++) {
        predict(tensors, input.shape(), precision, i / anchors, (int) (i % anchors));
      }
    });
  }

  private record Tensors(Elements x, Elements sizes, Elements boxes, Elements scores) {}

  private void predict(Tensors tensors, Shape shape, Precision precision, long image, int anchor) {
    long rows = shape.dimension(2);
    long columns = shape.dimension(3);
    long cells = rows * columns;
    long plane = image * head.channels() * cells;
    long first = plane + head.firstChannel(anchor) * cells;
    for (long i = 0; i < cells; i++) {
      YoloHead.Cell cell = new YoloHead.Cell(i / columns, i % columns, rows, columns,
          tensors.sizes.getLong(2 * image), tensors.sizes.getLong(2 * image + 1));
      double fit = head.isIouAware() ? tensors.x.getDouble(plane + anchor * cells + i) : 0;
      double confidence = head.confidence(precision, tensors.x.getDouble(first + 4 * cells + i), fit);
      boolean isBelow = confidence < head.threshold();
      Box code = new Box(tensors.x.getDouble(first + i), tensors.x.getDouble(first + cells + i),
          tensors.x.getDouble(first + 2 * cells + i), tensors.x.getDouble(first + 3 * cells + i));
      long box = (image * head.anchors().size() + anchor) * cells + i;
      (isBelow ? NO_BOX : head.box(cell, head.anchors().get(anchor), code)).store(tensors.boxes, box);
      for (int c = 0; c < head.classes(); c++) {
        double score = tensors.x.getDouble(first + (YoloHead.BOX_CHANNELS + c) * cells + i);
        tensors.scores.set(box * head.classes() + c, isBelow ? 0 : confidence * YoloHead.sigmoid(score));
      }
    }
  }
}
