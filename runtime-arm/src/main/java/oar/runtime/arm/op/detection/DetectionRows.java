package oar.runtime.arm.op.detection;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.DynamicOutput;

/** Gathers the detections of a batch, image by image, and puts them out. */
final class DetectionRows {
  private final int boxSize;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final ImageOffsets offsets = new ImageOffsets();

  /**
   * Create an empty list.
   *
   * @param boxSize coordinates of each box
   */
  DetectionRows(int boxSize) {
    this.boxSize = boxSize;
  }

  /**
   * Add the next image.
   *
   * @param detections in order
   * @param boxes coordinates that the detections point to
   */
  void add(List<Detection> detections, double[] boxes) {
    for (Detection detection : detections) {
      double[] row = new double[2 + boxSize];
      row[0] = detection.label();
      row[1] = detection.score();
      System.arraycopy(boxes, detection.box(), row, 2, boxSize);
      rows.add(row);
      indexes.add(detection.box() / boxSize);
    }
    offsets.endImage(rows.size());
  }

  /** Tell whether no image has a detection. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Return how the detections belong to the images. */
  LevelOfDetail levelOfDetail() {
    return offsets.levelOfDetail();
  }

  /** Put a row of label, score and coordinates out for each detection. */
  void putRows(DynamicOutput output, DataType type, LevelOfDetail levelOfDetail) {
    int length = 2 + boxSize;
    Elements elements = Elements.of(type, output.allocate(type, Shape.of(rows.size(), length), levelOfDetail));
    for (int row = 0; row < rows.size(); row++) {
      elements.store(rows.get(row), (long) row * length, 1, length);
    }
  }

  /** Put the number of each detection's box out, INT32 [K, 1]. */
  void putIndexes(DynamicOutput output, LevelOfDetail levelOfDetail) {
    MemorySegment memory = output.allocate(DataType.INT32, Shape.of(indexes.size(), 1), levelOfDetail);
    Elements elements = Elements.of(DataType.INT32, memory);
    for (int i = 0; i < indexes.size(); i++) {
      elements.set(i, (long) indexes.get(i));
    }
  }

  /** Put the number of each image's detections out. */
  void putCounts(Elements counts) {
    offsets.putCounts(counts);
  }
}
