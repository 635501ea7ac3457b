package oar.runtime.arm.op.detection;

import java.util.List;
import java.util.stream.IntStream;
import oar.api.model.Operator;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;

/**
 * What a {@code yolo_box} operator says of the head that it reads.
 *
 * @param anchors the boxes that predicted sizes are relative to, in pixels of the network's input
 * @param classes scores for each box
 * @param threshold least confidence of a box
 * @param downsampling pixels of the network's input for each cell
 * @param isClipped whether boxes are held within the image
 * @param scale how much further than its cell the centre of a box may be
 * @param iouFactor weight of the expected fit in the confidence, 0 if the head predicts none
 * @param isIouAware whether the head predicts the fit
 */
record YoloHead(List<Anchor> anchors, int classes, float threshold, int downsampling, boolean isClipped, float scale,
    float iouFactor, boolean isIouAware) {
  /** The size of an anchor. */
  record Anchor(long width, long height) {}

  /** Position, size and confidence of a box. */
  static final int BOX_CHANNELS = 5;

  static YoloHead of(OperatorReader reader) {
    Operator operator = reader.operator();
    long[] sizes = operator.longsAttribute("anchors");
    YoloHead head = new YoloHead(
        IntStream.range(0, sizes.length / 2).mapToObj(i -> new Anchor(sizes[2 * i], sizes[2 * i + 1])).toList(),
        operator.intAttribute("class_num", 0), reader.number("conf_thresh", 0.01f),
        operator.intAttribute("downsample_ratio", 32), operator.booleanAttribute("clip_bbox", true),
        reader.number("scale_x_y", 1), reader.number("iou_aware_factor", 0.5f),
        operator.booleanAttribute("iou_aware", false));
    if (sizes.length == 0 || sizes.length % 2 != 0) {
      throw reader
          .refuse("anchors has " + sizes.length + " elements; it must have a width and a height for each anchor");
    }
    requireRange(reader, "class_num", head.classes);
    requireRange(reader, "downsample_ratio", head.downsampling);
    if (head.isIouAware && !(head.iouFactor >= 0 && head.iouFactor <= 1)) {
      throw reader.refuse("iou_aware_factor is " + head.iouFactor + "; it must be from 0 to 1");
    }
    return head;
  }

  private static void requireRange(OperatorReader reader, String name, int value) {
    if (value < 1 || value > Short.MAX_VALUE) {
      throw reader.refuse(name + " is " + value + "; it must be from 1 to " + Short.MAX_VALUE);
    }
  }

  /** Return the channels of X. */
  long channels() {
    return (long) anchors.size() * (BOX_CHANNELS + classes + (isIouAware ? 1 : 0));
  }

  /** Return the channel where the boxes of an anchor begin. */
  long firstChannel(int anchor) {
    return (isIouAware ? anchors.size() : 0) + (long) anchor * (BOX_CHANNELS + classes);
  }

  /** Return the box that a cell predicts. */
  Box box(Cell cell, Anchor anchor, Box code) {
    double bias = -0.5 * (scale - 1);
    double x = (cell.column + sigmoid(code.x1()) * scale + bias) * cell.imageWidth / cell.columns;
    double y = (cell.row + sigmoid(code.y1()) * scale + bias) * cell.imageHeight / cell.rows;
    double width = Math.exp(code.x2()) * anchor.width * cell.imageWidth / (downsampling * cell.columns);
    double height = Math.exp(code.y2()) * anchor.height * cell.imageHeight / (downsampling * cell.rows);
    Box box = new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    return isClipped
        ? new Box(Math.max(box.x1(), 0), Math.max(box.y1(), 0), Math.min(box.x2(), cell.imageWidth - 1),
            Math.min(box.y2(), cell.imageHeight - 1))
        : box;
  }

  /**
   * A cell of the feature map.
   *
   * @param row of the cell
   * @param column of the cell
   * @param rows of the map
   * @param columns of the map
   * @param imageHeight in pixels
   * @param imageWidth in pixels
   */
  record Cell(long row, long column, long rows, long columns, long imageHeight, long imageWidth) {}

  /** Return the confidence that there is a box, of what the head predicts for that and for the fit. */
  double confidence(Precision precision, double object, double fit) {
    double confidence = precision.round(sigmoid(object));
    return isIouAware
        ? precision.round(Math.pow(confidence, 1 - iouFactor) * Math.pow(sigmoid(fit), iouFactor))
        : confidence;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
