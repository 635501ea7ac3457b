package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.runtime.arm.op.Elements;

/** Which rows of an output belong to which image of a batch, as it becomes known image by image. */
final class ImageOffsets {
  private final List<Long> offsets = new ArrayList<>(List.of(0L));

  /**
   * Go on to the next image.
   *
   * @param rows of all images so far
   */
  void endImage(long rows) {
    offsets.add(rows);
  }

  /** Return the number of rows before the current image. */
  long last() {
    return offsets.getLast();
  }

  LevelOfDetail levelOfDetail() {
    return LevelOfDetail.of(offsets.stream().mapToLong(Long::longValue).toArray());
  }

  /** Put the number of each image's rows out. */
  void putCounts(Elements counts) {
    for (int image = 0; image < offsets.size() - 1; image++) {
      counts.set(image, offsets.get(image + 1) - offsets.get(image));
    }
  }
}
