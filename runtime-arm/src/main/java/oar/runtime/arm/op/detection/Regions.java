package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.DynamicOutput;

/** Gathers the regions of a batch, image by image, and puts them out. */
final class Regions {
  private static final Box NO_REGION = new Box(0, 0, 0, 0);

  private final List<Box> boxes = new ArrayList<>();
  private final List<Double> probabilities = new ArrayList<>();
  private final ImageOffsets offsets = new ImageOffsets();

  /** Add a region of the current image. */
  void add(Box box, double probability) {
    boxes.add(box);
    probabilities.add(probability);
  }

  /** Go on to the next image. One that has no region gets one of zeros, since what follows expects one. */
  void endImage() {
    if (boxes.size() == offsets.last()) {
      add(NO_REGION, 0);
    }
    offsets.endImage(boxes.size());
  }

  /** Put boxes and probabilities out, with or without a LoD. */
  void put(DynamicOutput boxOutput, DynamicOutput probabilityOutput, DataType type, boolean hasLevelOfDetail) {
    LevelOfDetail levelOfDetail = hasLevelOfDetail ? offsets.levelOfDetail() : LevelOfDetail.NONE;
    int count = boxes.size();
    Elements corners = Elements.of(type, boxOutput.allocate(type, Shape.of(count, Box.SIZE), levelOfDetail));
    Elements scores = Elements.of(type, probabilityOutput.allocate(type, Shape.of(count, 1), levelOfDetail));
    for (int i = 0; i < count; i++) {
      boxes.get(i).store(corners, i);
      scores.set(i, (double) probabilities.get(i));
    }
  }

  /** Put the number of each image's regions out. */
  void putCounts(Elements counts) {
    offsets.putCounts(counts);
  }
}
